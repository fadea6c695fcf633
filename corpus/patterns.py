"""What noise on a page looks like: patterns for a whole line, in small letters, without arrows."""

_SITES = (
    r"facebook|twitter|x|linkedin|reddit|pinterest|whatsapp|telegram|flipboard|messenger|pocket|tumblr|"
    r"instagram|youtube|tiktok|threads|bluesky|mastodon|wechat|weibo|snapchat|viber|rss|gmail"
)
AGENCIES = (
    r"getty(?: images)?|reuters|ap(?: photo| images)?|afp|epa(?:-efe)?|efe|pa(?: media| wire| images)?|"
    r"bloomberg|shutterstock|alamy|istock(?:photo)?|unsplash|pixabay|pexels|(?:the )?associated press|xinhua|"
    r"tass|zuma(?: press)?|nurphoto|anadolu(?: agency)?|rex(?: features)?|imago|depositphotos|pti|ani"
)
_ROLES = r"(?:additional )?reporting|writing|editing|compiled|translated|edited|written|produced|report"
_COUNTED = (
    r"(?:comments?|replies|responses?|shares?|likes?|views?|reads?|votes?|retweets?|reactions?|followers?)"
)
NEWSPAPER = (
    r"(?:times|herald|news|post|journal|gazette|tribune|chronicle|telegraph|today|daily|observer|mail|guardian|"
    r"review|magazine|press|wire|online|examiner|sentinel|bulletin|courier|ledger|globe|standard|express|argus|"
    r"echo|mirror|inquirer|dispatch|weekly|diario|correo|\w+\.(?:com|org|net)|"
    r"\w*(?:anzeiger|blatt|bote|kurier|rundschau|zeitung)|\w+er nachrichten|neueste nachrichten|"
    r"corriere|gazzetta|giornale|periódico|dépêche|quotidien|courant|dagblad|\w*krant)"
)

# Each is a whole line wherever it stands. A paragraph is spared by the kinds in WEAK.
NOISE: dict[str, tuple[str, ...]] = {
    "share button": (
        (
            r"(?=.*[a-z])(?:(?:share|tweet|pin it|pin|e-?mail|print|save|like|copy(?: link)?|bookmark|sms|"
            r"follow|"
            rf"comments?|{_SITES}|and|more|on social(?: media)?|\d+)\b[\s,/]*)+"
        ),
        (
            r"(?:share|tweet|e-?mail|print|save|send|copy)(?: (?:this|the|a))?"
            r"(?: (?:article|story|page|post|link|news))?(?: (?:to|with) (?:a friend|friends|others))?"
        ),
        (
            r"(?:click to )?(?:share|tweet|e-?mail|save|pin|post|send)(?: (?:this|it|this article|"
            r"this story))?"
            rf" (?:on|to|via|by|with) (?:{_SITES}|e-?mail|social media|a friend)(?: opens in new window)?"
        ),
        (
            r"share(?: (?:this|the))?(?: (?:article|story|page|post|news))?(?: (?:on|via|with))?:?"
            rf"(?:[\s,/|•·]+(?:{_SITES}|e-?mail|print|copy(?: link)?)\b)+"
        ),
        r"share (?:your thoughts|options|button).{0,60}|sharethis|addthis",
        r"(?:gift|give) (?:this |full )?article|share (?:full )?(?:article|page)|link copied",
        rf"(?:\d[\d,.]*[km]? {_COUNTED}[\s,/]*)+|{_COUNTED} \(?\d[\d,.]*[km]?",
    ),
    "advertisement": (
        r"advertising|(?:video )?ad feedback|(?:close|skip) (?:this )?ad|story continues",
        r"(?:your ad ?blocker is|please (?:disable|turn off) your ad ?blocker)\b.{0,80}",
        r"la suite après (?:la|cette) publicité|weiterlesen nach der anzeige",
        r"skip advertisement|(?:.{0,3}since you're here.{0,9}|.{0,9}we have a small favou?r to ask.{0,300})",
        r"ad|advert|advertisements?(?:\s*[-–—:|.]?\s*(?:continue|scroll|article|story)\b.{0,60})?",
        r"(?:sponsored|promoted|paid) (?:content|links?|posts?|stories|story)|sponsored(?: by .{1,40})?",
        r"(?:story|article|post) continues (?:below|after)(?: (?:this|the))?(?: (?:ad\w*|video))?",
        r"(?:scroll (?:down )?|continue reading )(?:below|to continue|the main story|after .{1,30})",
        r"(?:submit |place |put )?your ad(?:vert\w*)? here|advertise (?:with us|here)|remove ads",
        r"(?:skip past|after) newsletter promotion",
        r"advertisement(?: ?[·|] ?.{0,40}|: .{3,120})|publicidad|publicité|anzeige|werbung",
        r".{0,120}\b18\+ (?:only|t&cs|terms)\b.{0,60}",
        r"only [$€£]\d[\d.]* ?(?:/|per|a) ?(?:click|day|week|month|year)(?: .{1,30})?",
    ),
    "newsletter or subscription": (
        (
            r"(?:sign up|subscribe|get|enter|join|register|stay|receive|never miss)\b.{0,200}"
            r"\b(?:newsletters?|(?:your|you) (?:inbox|device|phone|e-?mail)|mailing list|subscribe now|"
            r"push notifications)\b.{0,100}"
        ),
        (
            r"(?:sign up|subscribe)(?: (?:now|today|here|free|for free|for (?:our|free|more).{0,80}|"
            r"to (?:our|continue|read|unlock|keep|receive|get|this|updates).{0,80}|via .{0,30}))?"
        ),
        (
            r"stay (?:updated|informed|tuned|up[- ]to[- ]date|connected|in the know)(?: (?:with|on|for|"
            r"by) .{1,100})?"
        ),
        r"(?:please )?enter (?:your|a valid) e-?mail.{0,80}",
        r"(?:your )?e-?mail address|no,? thanks|newsletters?",
        r"unsubscribe(?: (?:here|now|from .{2,60}|(?:view|manage|update|forward) .{2,60}))?",
        r"view (?:(?:this|it) (?:e-?mail|message) )?in (?:your|a|the) (?:web )?browser|view in browser",
        r"(?:thank you|thanks) for (?:subscribing|signing up|reading|your subscription).{0,80}",
        r"you have (?:successfully )?subscribed.{0,60}|cancel any ?time",
        (
            r"by (?:signing up|subscribing|clicking|continuing|registering|entering|submitting)\b.{0,200}"
            r"\b(?:agree|terms|privacy|consent|acknowledge)\b.{0,200}"
        ),
        r"already (?:a |an |have an? )?(?:subscriber|subscription|member|account|registered)\b.{0,60}",
        r"(?:sign|log)[ -]?(?:in|out)(?: (?:to|or|with|here)\b.{0,60})?|my account",
        r"create (?:a |an )?(?:free )?account.{0,60}|register(?: (?:now|here|today|free|for free))?",
        r"start your (?:free )?trial.{0,60}|subscribe (?:for|from) [$€£]\d.{0,60}",
        r"(?:subscribe|listen) to (?:the|our|this) (?:.{2,60} )?podcasts?(?: (?:now|here|today|on .{2,60}))?",
        r"subscribe to .{2,60} to (?:keep|continue|read|unlock|get|receive)\b.{0,80}",
        r"become a (?:subscriber|supporter|patron|member)(?: (?:now|today|here))?",
        r"you(?:'ve| have) \d+ free (?:articles?|stories) (?:left|remaining)\b.{0,60}",
        r"join [\d,]+\+? (?:others|readers|subscribers)\b.{0,80}|watch for us in your inbox.?",
        r"(?:was )?this (?:e-?mail|newsletter) (?:was )?forwarded to you\b.{0,60}",
        r"get e-?mails about this page|(?:premium|exclusive|subscribers? only|don't miss out)",
        r"to read more stories like this,? .{2,80}|want more (?:news|stories) like this\?.{0,60}",
        r"if you value (?:this story|our (?:journalism|reporting|work))\b.{0,160}",
        r"this (?:article|story) is free to read.{0,80}|turn on notifications|(?:breaking )?news alerts",
        r"good (?:morning|afternoon|evening)(?:,? (?:all|everyone|readers?))?",
        r"(?:good (?:morning|afternoon|evening)[.!,] )?here(?:'s| is) (?:all|everything|what) you\b.{0,80}",
        (
            r"(?:(?:don't|never) miss|get|join|follow|subscribe|read) .{0,160}\bour (?:telegram|whatsapp) "
            r"(?:channel|group)\b.{0,40}"
        ),
        r"(?:enjoying|enjoyed|like|love) (?:the|this|our) (?:show|podcast|episode|newsletter)\? .{5,120}",
        (
            r"(?:(?:do )?you have|have you|got|have)(?: got)? a (?:news )?tip(?: .{2,60})?\? "
            r"(?:contact|e-?mail|reach|send|get|you can|call|write).{5,200}"
        ),
        r"your (?:donation|contribution|gift) (?:will|helps?|allows?) .{10,300}",
        r"you(?:'ve| have) (?:read|reached|used)\b.{0,40}\b(?:free )?(?:articles?|limit)\b.{0,80}",
        (
            r"this (?:article|content|story) is (?:for|only|available|exclusive|reserved)\b.{0,30}"
            r"\b(?:subscribers|members)\b.{0,60}"
        ),
        r"(?:want )?to (?:continue|keep) reading\b.{0,100}|unlimited (?:digital )?access\b.{0,80}",
        r"support (?:our|independent|local|quality) journalism.{0,60}|donate(?: (?:now|today|here))?",
    ),
    "cookie or legal notice": (
        (
            r"(?:we|we and our partners|this (?:web)?site|our (?:web)?site) (?:also )?(?:uses?|stores?)\b"
            r".{0,40}\bcookies?\b.{0,300}"
        ),
        r"(?:accept|reject|allow|decline)(?: (?:all|cookies|all cookies|and continue))",
        r"i (?:accept|agree)|got it",
        r"manage (?:my |your )?(?:cookies|preferences|consent|settings)",
        (
            r"(?:cookie|privacy|editorial|comment(?:ing)?|corrections) "
            r"(?:policy|policies|preferences|notice|settings|statement|guidelines)"
        ),
        r"the \w+ is not responsible for the content of external .{0,60}",
        r"terms (?:of (?:use|service)|(?:and|&) conditions)(?: .{0,60})?",
        r"terms|disclaimer|accessibility(?: help)?",
        r"do not sell(?: or share)? my (?:personal )?info(?:rmation)?|your privacy choices|ad ?choices",
        r"(?:©|\(c\)|copyright (?:©|\(c\)|\d{4})|copyright, ).{0,200}|.{0,80}\ball rights reserved\b.{0,160}",
        r"(?:this|no part of this) material may not be (?:published|reproduced|broadcast).{0,160}",
    ),
    "navigation": (
        (
            r"(?:(?:back|top|home|homepage|next|previous|prev|menu|search|close|open|skip|more|to|"
            r"contact us|contact|"
            r"about us|site ?map|help|faqs?|all|page|of|the|sections|navigation|account|my)\b[\s/&]*)+"
        ),
        (
            r"(?:skip|jump) to (?:the )?(?:main )?(?:content|navigation|main|search|footer|article|"
            r"header).{0,20}"
        ),
        r"(?:back|return|go) to (?:the )?(?:top|home|homepage|previous page|search|main page)(?: of page)?",
        r"close[- ](?:image|menu|this|window|ad|modal|panel)|search this (?:web)?site",
        r"(?:please )?(?:enter|type)(?: your| a)? (?:search(?: term| terms| query)?|keywords?)(?: here)?\.?",
        r"(?:open|main|hide|show|toggle) (?:menu|navigation|search)",
        (
            r"(?:load|show|view|see|read|watch|expand)(?: the)?"
            r" (?:more|less|all|full (?:article|story|gallery)|next|on|fullscreen)"
            r"(?: (?:comments|stories|articles|posts|photos|here|news|replies|videos))?"
        ),
        r"donate(?: now| today| here| to .{2,40})?",
        r"video player is loading.?|this is a modal window.?|(?:un)?mute|fullscreen|playback rate",
        r"(?:current time|duration|remaining time|loaded):? ?-?\d[\d:.%]*|beginning of dialog window.{0,80}",
        r"(?:in|de)crease text size|text settings|minimi[sz]e to nav|click to enlarge",
        r"copy link(?: to .{1,40})?",
        r"republish this (?:article|story)|breaking(?: news)?|from our partners|expand|translate",
        r"(?:\d{1,2}:\d\d ?/|listen \W*) ?\d{1,2}:\d\d|now playing|text size(?: a)*",
        r"this video is (?:no longer available|private|unavailable)|like this: ?like loading",
        r"mehr zum thema|zur startseite|artikel (?:drucken|merken|teilen)",
        r"continued (?:from|on) (?:page|p\.?) ?\w{1,4}|(?:next|previous) episode ?: ?.{2,120}",
        r"click to share on .{1,60}",
        r"loading(?: (?:comments|more|content|video|page|stories|articles))?|please wait",
        r"(?:please )?(?:enable|turn on) (?:javascript|cookies).{0,80}",
        r"change language|choose (?:your )?edition",
        r"click here(?: (?:to|for|if|and)\b.{0,100})?|(?:learn|find out|discover|know) more(?: here)?",
        (
            r"(?:book|buy|shop|apply|order|download|join|start|watch|listen|play|vote|register|subscribe)"
            r" (?:now|here|today|live)"
        ),
        (
            r"(?:play|watch|listen)(?: (?:video|audio|this video|to (?:this )?(?:article|story|"
            r"podcast)).{0,30})?"
        ),
        r"\d+[ -]?min(?:ute)?s?[ -](?:read|to read|listen|video)|(?:estimated )?read(?:ing)? time.{0,20}",
        r"(?:follow|like|find|join|visit) us(?: (?:on|at|for|in)\b.{1,80})?",
        r"follow (?:@\w+|topics?|author|(?:me|him|her|them|\w+ \w+) on .{1,60})|connect with us.{0,40}",
        r"(?:download|get) (?:our|the) (?:.{1,40} )?apps?(?: (?:now|today|here|from|on|for)\b.{0,60})?",
        r"available on (?:the )?(?:app store|google play).{0,40}|(?:add|follow) .{2,40} on google(?: news)?",
        r"(?:previous|next|prev|older|newer) (?:posts?|article|story|page|entry)(?: ?:.{1,160})?",
        r"print(?:able)? version",
        r"(?:attend|join) (?:our |the |a )?(?:live )?webinar.{0,100}|live webinar.{0,120}",
        r"(?:was|did you find) this (?:article|story|page|report) (?:helpful|useful).{0,40}",
        r"(?:e-?mail|send)(?: us)? your (?:pictures|photos|videos|views|stories|letters)\b.{0,120}",
        r"more (?:reviews|stories|news|headlines|coverage|videos|articles) ?: ?.{2,200}",
        r"(?:listen|watch)(?: to)? .{0,40} here|this video can ?not be played.{0,60}",
        r"(?:image |slide |photo |page )?\d+ (?:of|/) \d+|table of contents|in this article",
    ),
    "agency or editing note": (
        (
            rf"(?:{_ROLES})(?:(?:,| and|"
            rf",? ?&) (?:{_ROLES}))* by .{{3,200}}(?:; ?(?:{_ROLES}).{{0,20}} by .{{3,120}})?"
        ),
        r"(?:with )?(?:additional )?(?:(?:agency )?inputs?|files|reporting|agencies|assistance) from .{2,80}",
        r"our standards:.{0,80}|(?:the )?thomson reuters trust principles",
        r"got a (?:tip|news tip|story)\b.{0,80}|ends|end",
    ),
    "note on its updates": (
        r"(?:editor's note: )?this (?:article|post|report|story) (?:has been|is being|was) updated.{0,80}",
        r"this is a (?:breaking|developing)(?: news)? story\b.{0,120}|more (?:details )?to (?:come|follow)",
    ),
    "credit of colleagues": (
        r".{3,160} contributed (?:reporting|research|to this (?:report|story|article|post)).{0,60}",
    ),
    "note on where it was published": (
        r"a version of this article appears in print .{0,250}|reuse this content",
        (
            r"this (?:article|story|feature|essay|piece|interview|review) "
            r"(?:appear(?:s|ed)|(?:is|was) taken|comes) (?:in|from)\b.{0,160}"
        ),
        (
            r"(?:this|the) (?:article|story|post|piece|column)(?: (?:was|has been|is))? "
            r"(?:originally |first )(?:published|appeared|posted|printed)\b.{0,160}"
        ),
        (
            r"this (?:article|story|post|piece|column)(?: (?:was|has been|is))? (?:re-?published|"
            r"syndicated)\b.{0,160}"
        ),
        r"(?:except for the headline, )?this (?:story|article|report) has not been edited by.{0,160}",
        r"(?:originally|first) (?:published|posted|appeared) (?:on|in|at|by)\b.{0,100}",
        r"republish (?:our|this) (?:articles?|stor(?:y|ies)) (?:for )?free\b.{0,120}",
    ),
    "link to more": (r"(?:follow|find|read|see) .{2,80} (?:at|on) https?://\S+|more .{2,60}: ?https?://\S+",),
    "tags": (
        (
            r"(?:tags?|topics?|categor(?:y|ies)|filed under|filed in|keywords|tagged(?: with| as)?|labels|"
            r"related topics|more on this story|explore more on these topics|"
            r"read more about)(?: ?: ?.{0,250})?"
        ),
        r"\w+(?: #\w+)+|(?:posted|filed) in .{2,60}?(?: tagged.{0,80})?",
    ),
    "comment form": (
        (
            r"(?:leave|write|post|add|submit)(?: (?:a|your|us a))? (?:reply|comments?)"
            r"(?: (?:to|on|below|cancel reply)\b.{0,100})?"
        ),
        r"cancel reply|reply(?: to (?:this|\w+))?|your e-?mail address will not be published.{0,80}",
        r"required fields.{0,60}|save my name.{0,140}",
        r"notify me (?:of|by|when|via).{0,100}|have your say.{0,60}",
        r"comments?(?: (?:are|is|have been))?(?: now)? (?:closed|off|disabled|turned off).{0,60}",
        r"you must (?:be )?(?:logged in|log in|register|sign in) to.{0,80}",
        r"log in to (?:comment|reply).{0,40}",
        r"let us know (?:what you think|your thoughts)\b.{0,30} comments.{0,20}",
        r"do you agree\? .{0,60}\bcomments\b.{0,20}",
        r"be the first to (?:comment|reply|review).{0,60}|all comments are moderated.{0,80}|sort by.{0,30}",
        (
            r"(?:view|show|hide|read|see|load|join|start)(?: all| the| more| \d+)*"
            r" (?:comments?|discussion|conversation|replies)(?: \d+)?"
        ),
        r"report (?:this |a |an )?(?:comment|abuse|error|typo|problem|ad)(?: .{0,30})?",
        r"this site uses akismet.{0,120}|this field is for validation purposes.{0,60}",
    ),
    "time of publishing": (
        r"\d{1,2}[:.]\d\d ?[ap]\.?m\.?(?: [a-z]{2,4})?",
        r"\d{1,2}:\d\d(?: (?:gmt|utc|bst|cest?|cet|e[sd]t|c[sd]t|m[sd]t|p[sd]t|ist))?",
        (
            r"(?:(?:first |last )?(?:published|updated|posted|modified|edited)(?: on|"
            r" at)? ?:? ?)?(?:about |an? )?\d*"
            r" ?(?:min(?:ute)?s?|hours?|hrs?|days?|weeks?|months?|years?)[ -]ago(?: by .{1,40})?"
        ),
        r"just now|(?:first |last )?(?:published|updated|posted|modified)(?: on| at)?",
    ),
    "link": (
        r"(?:gallery|in pictures|live updates|podcast|quiz|trending now|video|weiterlesen) ?: ?.{2,100}",
        r"for more on this (?:story|topic),? (?:go to|read|see|visit) .{2,80}",
        r"(?:https?://|www\.)\S+(?: \d+(?: ?/ ?\d+)?)?|@\w{2,30}|[\w.+-]+@[\w-]+\.[\w.]+",
        r"(?:e-?mail|tel|phone|fax|web|website|twitter|url|link) ?: ?\S+",
        (
            r"(?:(?:read )?more|read (?:also|next|this)|also read|see also|related|recommended|must[- ]read|"
            r"related (?:article|story|news|content|coverage|video|stories|articles|reading)|don't miss|"
            r"read|watch|le[ae]r? (?:también|más|também)|"
            r"(?:te )?puede interesar(?:te)?|auch interessant|mehr zum thema|"
            r"à? ?lire aussi|lesen sie auch|lees ook|leggi anche|"
            r"further reading|in case you missed it|also in the news|watch more|listen|more from .{2,30}|"
            r"what to read next|editor'?s'? picks?|you may also like|up next) ?: ?.{2,200}"
            r"|read more (?:about|on|at|from)\b.{2,120}"
        ),
    ),
}

WEAK = frozenset(
    {"photo credit or caption label", "agency or editing note", "tags", "share button", "navigation"}
)
