"""Every page of the program: its address, its title and what draws it."""

from dashboard.locale import mark
from dashboard.pages.changes_card import COMPARED
from dashboard.pages.hand_in import hand_in
from dashboard.pages.navigation import Topic
from dashboard.pages.overview import overview
from dashboard.pages.quality import quality

# In the order of the questions.
TOPICS = (
    Topic("", mark("Overview"), ":material/map:", overview, filtered=True),
    Topic("mutu", mark("Data quality"), ":material/fact_check:", quality, choices=(COMPARED,)),
    Topic("setor", mark("Hand in data"), ":material/upload_file:", hand_in),
)
