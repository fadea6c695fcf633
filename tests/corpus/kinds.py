"""Invented pages of eight more kinds of sites; in each, a line that begins with `= ` is to be kept."""

SPANISH = """
EDICIÓN AMÉRICA | Iniciar sesión | Suscríbete
El Faro del Norte
Portada · Política · Economía · Deportes
SEQUÍA
The reservoir of Monteclaro falls below a tenth of its capacity
= The water board will restrict supply to eleven towns from Monday
Marta Ruiz Soler / Monteclaro
12 AGO 2024 - 09:15 CEST
Comentarios 41
= The reservoir of Monteclaro held 9.4 percent of its capacity on Sunday, the water board said.
= Eleven towns will have no water between midnight and six.
= “We ask for patience,” said the board’s president, Luis Cano.
LEA TAMBIÉN: Los agricultores piden ayuda
= The drought has cost farmers 60 million euros, according to their union.
Archivado en: Sequía · Agua · Monteclaro
© El Faro del Norte S.L.
"""

TELEVISION = """
Live Now  ▶  WQTB 9
NEWS   WEATHER   SPORTS   TRAFFIC   CONTESTS
72°
School bus overturns near Pinecrest; no children hurt
by Dana Whitlock, WQTB Staff
Tue, September 10th 2024 at 7:42 AM
Updated Tue, September 10th 2024 at 9:05 AM
FILE - A school bus in Pinecrest. (WQTB)
TOPICS: PINECREST | SCHOOL BUS | CRASH
= PINECREST, Ohio (WQTB) — A school bus carrying 14 children overturned on Tuesday morning, deputies said.
= None of the children was hurt. The driver was taken to a hospital with a broken wrist.
= Deputies said the bus left the road to avoid a deer.
= Classes began an hour late.
Stay with WQTB 9 for updates on this developing story.
Copyright 2024 WQTB 9. All rights reserved.
"""

GOVERNMENT = """
An official website of the Province of Calden
Search   Contact   A–Z
Ministry of Fisheries
Home / Newsroom / News releases
NEWS RELEASE
For immediate release
2023FISH0042-000817
May 4, 2023
Lobster season to open two weeks late in the northern bays
= PORT HALLEY – The lobster season in the northern bays will open on May 20, two weeks late.
= The delay covers 312 licence holders in nine harbours.
= Quotes
= “Safety comes first,” said Joan Peddle, the minister of fisheries.
= Quick facts:
= • The northern bays landed 4,100 tonnes of lobster in 2022.
= • The season closes on July 22.
Contact:
Media Relations
Ministry of Fisheries
709 555-0134
Connect with the Province of Calden at: news.calden.example/connect
"""

SUBSTACK = """
The Kerb Report
Subscribe
Sign in
Share this post
The Kerb Report
Who pays when a parking app goes bust?
Copy link
Facebook
Who pays when a parking app goes bust?
= Forty towns trusted one firm with their meters
Nell Abara
Feb 09, 2025
∙ Paid
27
4
Share
= ParkEasy, the app that runs the meters of forty towns, went bankrupt on Thursday owing the towns £6.1m.
= Nobody told the drivers.
= The money was never ring-fenced, according to papers filed with the court in Leeds.
Subscribe to The Kerb Report to keep reading this post.
The Kerb Report is a reader-supported publication. To support my work, consider becoming a paid subscriber.
Thanks for reading The Kerb Report! This post is public so feel free to share it.
© 2025 Nell Abara
Privacy ∙ Terms ∙ Collection notice
Substack is the home for great culture
"""

FEED = """
Feed: Tidewater Science Wire
Title: Sponges found to breathe through their stalks
Link: https://tidewater.example/sponges
PubDate: Mon, 03 Jun 2024 08:30:00 +0000
Author: Ines Okafor
= Sponges that live on the floor of the deep sea take in oxygen through their stalks, a study has found.
= The team filmed 22 sponges for nine months.
= “They were thought to be passive,” said its leader, Ravi Menon.
Comments: https://tidewater.example/sponges#comments
Enclosure: https://tidewater.example/sponges.jpg (image/jpeg)
"""

PRINTED = """
8/14/24, 9:02 AM    Mill to close after 140 years, owner says - Brackwater Times
Brackwater Times
LOCAL
Mill to close after 140 years, owner says
By Theo Lindqvist
Brackwater Times
Published August 13, 2024
= The paper mill at Brackwater will close in October after 140 years, its owner said on Tuesday.
= The owner, Fallon Pulp, blamed the price of power.
https://www.brackwatertimes.example/news/mill-to-close    1/2
8/14/24, 9:02 AM    Mill to close after 140 years, owner says - Brackwater Times
= Workers were told at a meeting on Tuesday morning. “I have nothing else,” said Ola Brandt, 58.
= The mill opened in 1884.
https://www.brackwatertimes.example/news/mill-to-close    2/2
"""

MAGAZINE = """
Meridian & Coast
Long reads
The last lighthouse keeper of Skarn
= For 41 years Ada Holm has lived alone on a rock. In spring the lamp goes dark
Words: Jonas Vik
Photographs: Mette Lund
September 2023
= On the first of May the lamp at Skarn will be switched off, and Ada Holm will row ashore for good.
“I have never once been lonely here in the winter”
= She came in 1982 and never left. “I have never once been lonely here in the winter,” she says.
= The storm
= In 1991 a wave broke the glass and put out the lamp. Holm lit it by hand for three nights.
= The coastal service says that ships no longer need the light.
This feature appears in the autumn 2023 issue of Meridian & Coast. Order your copy here
More long reads
The man who counts eels
"""

LIVE = """
Skip to main content
Northgate Echo
LIVE
Dock fire live: ferries cancelled as smoke covers Northgate
Live reporting by Ruth Amadi and Leo Farr
Last updated: 21 March 2024, 16:40 GMT
Summary
= • A fire broke out at a timber yard on Northgate docks at about 11:00.
= • All ferries have been cancelled until Friday.
16:40
= Ferries cancelled until Friday
= The port authority says that no ferries will leave Northgate before Friday because of the smoke.
Share
15:12
= Timber yard owner speaks
= “Everyone is out and nobody is hurt,” says Carl Osei, who owns the timber yard.
14:05
= Schools near the docks have been told to keep their windows shut, the council says.
Show more updates
Get in touch: newsdesk@northgateecho.example
"""


def page(marked: str) -> str:
    """The page as a reader finds it."""
    return "\n".join(line.removeprefix("= ") for line in marked.split("\n"))


def kept(marked: str) -> list[str]:
    """The lines that belong to the article."""
    return [line.removeprefix("= ") for line in marked.split("\n") if line.startswith("= ")]
