"""Invented pages in the manner of many sites; in each, a line that begins with `= ` is to be kept."""

NEWSPAPER = """
Skip to main content
The Harbour Gazette
Subscribe
Sign in
News
Sport
Opinion
Weather
Home / News / Local
Council votes to reopen the old ferry line
By Jane Doe
and John Roe, Staff Writers
Published 10:32 AM EDT, Tue July 7 2020
Updated 11:05 AM EDT, Wed July 8 2020
5 min read
Share on Facebook
Share on Twitter
Email
= The council voted nine to two on Monday to reopen the ferry line that closed in 1998.
= The first boat is to leave in May.
Advertisement
= He declined.
= Share prices fell.
Related articles
Ferry line: what we know so far
Harbour master resigns over dredging contract
= “We have waited 22 years,” said the mayor, Ann Poe. “Now it is done.”
= Comments from ministers were mixed.
= What comes next
= The boats will be built in the town, the council said.
Tags: ferry, harbour, council
About the author
Jane Doe is a reporter at The Harbour Gazette.
Most popular
Ten walks for a rainy day in autumn
Bakery on Mill Street closes its doors
© 2020 The Harbour Gazette. All rights reserved.
"""

BLOG = """
Menu
Search
Tiny satellites to watch the northern ice | Polar Post
Tiny satellites to watch the northern ice
Posted on 8 July 2020 by Mary Major
1.2k shares
We use cookies to give you the best experience. By continuing you agree to our privacy policy.
= Six satellites no bigger than a shoe box will measure the ice, the agency said.
Photo: Jim Poe/Getty Images
= They fly in June.
= • The first goes up from Norway.
= • The second follows a week later.
Also read: Why the ice matters
Sign up for our newsletter
Enter your email address
Posted in Science, Space | Tagged ice, satellites
3 thoughts on “Tiny satellites to watch the northern ice”
Bob says:
July 9, 2020 at 3:04 pm
I think this is a great idea and they should do it.
Reply
Leave a comment
Previous post
Next post
"""

PRESS_RELEASE = """
PRESS RELEASE

Acme opens a plant for glass in Ghent

= GHENT, Belgium, Sept. 3, 2021 /PRNewswire/ -- Acme, a maker of glass, today opened a plant in Ghent.

= "This is a good day," said Ann Poe, who leads the firm.

= About Acme

= Acme makes glass in nine countries and has done so since 1911.

Media Contact:
Jim Poe
press@acme.example
+32 9 123 45 67

SOURCE Acme

###
"""

AGGREGATOR = """
Source: Valley News
River falls to its lowest since 1976
By
Anna de Vries
Environment correspondent
Date: 07/08/2020
= The river fell to its lowest level since 1976 on Thursday, 6 August, the water board said.
= “Nobody alive has seen it so low here in summer,” said a fisherman.
Image source, Getty Images
Image caption, The river at Oldbridge
= ‘Not enough’
= Rain is forecast for Sunday.
More on this story
Top stories
River towns ration their water
Minister visits flooded valley in the south
Follow us on Facebook
Recommended for you
Loading…
"""

BROADCASTER = """
Close menu
Home > Business > Trade
Port workers end their strike
12 hours ago
Share this article
Copy link
Getty Images
Cranes at the port
Image caption
The cranes stood still for nine days, the longest stoppage at the port since it was built.
= Port workers have ended their strike after nine days, their union said on Sunday.
= It had cost the port “more than we can say,” its owner wrote in a letter to customers.
= What the deal says
= Pay will rise by a tenth over three years.
= Read closely, the deal leaves much open.
= The minister said: “Follow us and you will see. We will not wait.”
You may also like
Strike at the mill enters its third week
Shops brace for a lean autumn
Comments (14)
Sort by
"""

AGENCY = """
Port stops loading coal

ROTTERDAM, July 7, 2020 (Reuters) - The port said on Tuesday that
it would stop loading coal within two years, the first in the
region to do so.

    A spokesman said the plan had the backing of the unions. "We do
not want to wait for a law," he said, adding that talks had begun
in the spring of last year with all of the firms that use the
quay.

    Shares in the port rose 2 percent.

(Reporting by Jan Jansen; Editing by Bob Roe)
Our Standards: The Thomson Reuters Trust Principles.
"""

WEEKLY = """
Advertisement
SKIP ADVERTISEMENT
Supported by
Harbor Cranes Fall Silent as Talks Drag On
= The port’s owner says each day of the strike costs it millions. Workers say they will not blink.
Give this article
17
Cranes at the harbor on Sunday.Credit...Ann Poe for The Example Times
By Bob Roe and Cy Doe
Nov. 3, 2021
= OLDBRIDGE — The cranes have not moved for nine days, and nobody can say when they will.
= “We will not blink,” said one worker, who declined to be named.
= Mr. Poe, the owner, did not comment.
Dee Low contributed reporting.
A version of this article appears in print on Nov. 4, 2021, Section B, Page 1 of the New York edition.
"""

EXPLAINER = """
News Sport Culture Lifestyle
The river deal
Explained
What does the river deal mean for farmers?
= States have agreed to share less water. Here is what we know
@annpoe
Mon 3 Feb 2020 06.00 GMT
Last modified on Tue 4 Feb 2020 11.15 GMT
Shares
45
= Why was a deal needed?
= The river has lost a fifth of its water since 1990, and the states have argued over it for nine years.
Sign up to Down to Earth, our newsletter on nature
= Who loses?
= Growers of cotton, said one of them. “I do not know what I will plant.”
Since you’re here …
… we have a small favour to ask. More people are reading us than ever.
Topics
Rivers
Farming
Reuse this content
"""

LOCAL = """
Tax on sugar raised again – Daily Bean
July 7, 2021
= The tax on sugar will rise by a tenth, the finance minister, Ann Poe, said on Wednesday.
= It was last raised in 2018.
Filed Under: Politics Tagged With: sugar, tax
Reader Interactions
Comments
Jo says
July 8, 2021 at 9:15 am
About time too, and they should do more of the same everywhere, if you ask me and all of my friends here.
Reply
Primary Sidebar
Search this website
Copyright © 2021 Daily Bean · All Rights Reserved · Log in
"""


def page(marked: str) -> str:
    """The page as a reader finds it."""
    return "\n".join(line.removeprefix("= ") for line in marked.split("\n"))


def kept(marked: str) -> list[str]:
    """The lines that belong to the article."""
    return [line.removeprefix("= ") for line in marked.split("\n") if line.startswith("= ")]
