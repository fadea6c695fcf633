"""What stands above an article and below it: patterns for whole lines, as those of corpus/patterns.py."""

_THINGS = r"(?:stories|news|articles?|posts?|videos?|headlines|coverage|topics|links|content|reading|reads)"

# Above the article and below it, where the name of a section is never a heading of the article.
_SECTIONS = (
    r"(?:breaking|exclusive|live|news|opinion|analysis|video|audio|photos?|world|business|politics|sports?|"
    r"technology|tech|science|health|entertainment|culture|lifestyle|travel|markets|local|national|"
    r"international|english|weather|jobs|obituaries|podcasts?|e-?paper|magazine|latest|features?|ads|"
    r"advertising|webinar|author|about|name|website|language|economy|education|environment|money|arts)"
)
EDGE = (
    r"[\d\s.,/:%+-]+(?:[ap]\.?m)?(?: [a-z]{2,4})?",
    rf"{_SECTIONS}(?:[\s,/&]+{_SECTIONS})*|source:? .{{1,60}}|staff (?:writer|reporter)|what do you think",
    r"thank you|shares?|comments?|supported by|about sharing|reader interactions|primary sidebar|[a-z]",
    r"copyright [\w' ]{2,40}",
    r"(?:for immediate release|embargo(?:ed)?(?: (?:until|for)\b.{0,40})?)[:.]?",
    r"(?:(?:press|media|news) release|press statement)[:.]?",
)

# Headings of lists of links.
RELATED = (
    rf"related(?: {_THINGS})?|more {_THINGS}(?: .{{2,40}})?|more (?:from|on|in|like) .{{2,50}}",
    r"most (?:popular|read|viewed|shared|commented|watched|recent|emailed|discussed)(?: .{0,40})?",
    rf"trending(?: now| {_THINGS})?",
    rf"popular(?: now| {_THINGS}| on .{{2,30}}| this week)?|recommended(?: .{{0,40}})?",
    rf"(?:latest|top|recent|similar|sponsored|promoted|partner) {_THINGS}",
    r"latest from .{2,40}|recent comments",
    r"you (?:may|might) (?:also )?(?:like|enjoy|be interested in|have missed).{0,30}|must[- ]reads?",
    r"editors?'?s? (?:picks?|choice)|don't miss|also (?:on|in|read|from) .{2,40}|also read|in other news",
    r"(?:from )?(?:around )?the web|what to read next",
    r"(?:up|read|watch) next|see also|further reading|archives?",
    r"next (?:post|article|story|up|page)|previous (?:post|article|story)|read (?:more|also|this|next)",
    r"live webinar.{0,60}|upcoming (?:events|webinars)",
    r"elsewhere on .{2,40}|in case you missed it|on this topic",
    r"(?:related )?topics|related internet links|tags|more on this story",
    r"(?:media|press|news) contacts?|contacts?|notes? to editors|for (?:more|further) information.{0,60}",
)

# Where readers begin to speak.
COMMENTS = (
    r"(?:leave|post|write|add)(?: a| your)? (?:reply|comments?)(?: to .{0,100})?",
    r"(?:\d[\d,]* )?(?:comments?|replies|responses?)(?: \(?\d+)?(?: (?:on|to) .{2,160})?",
    r"reader comments.{0,30}|\d+ thoughts? on .{2,160}",
    r"(?:join|start) the (?:conversation|discussion)|your e-?mail address will not be published.{0,80}",
)

ABOUT_AUTHOR = (
    r"about the (?:authors?|contributors?|writers?|reporter|journalist)",
    r"(?:meet|more about) the authors?|author bio\w*",
)

CAPTION_LABEL = (
    r"(?:image|photo|picture|media|video) (?:copyright|credit|source|caption)s?|(?:hide |toggle )?caption",
)
