"""Bringing in a spreadsheet: read it, map its columns, plan what would change, then do it in one step.

``open_source`` → ``guess`` or ``read_mapping`` → ``plan`` → ``carry_out``. Where a file is large and nobody
looks at the plan first, ``errand_for`` → ``bring_in`` does the last two at once.
"""

from partnertracker.services.importing.alike import Alike, Choice, alike_in, partners_alike_in, settled
from partnertracker.services.importing.aside import Errand, Message, bring_in, errand_for, judge_aside
from partnertracker.services.importing.copied import Copied
from partnertracker.services.importing.detection import questions_about
from partnertracker.services.importing.guessing import guess
from partnertracker.services.importing.library import MappingLibrary
from partnertracker.services.importing.mapping import (
    FileFormat,
    ImportMapping,
    read_mapping,
)
from partnertracker.services.importing.mapping_text import mapping_text
from partnertracker.services.importing.matching import usual_identity
from partnertracker.services.importing.opening import name_of, open_source
from partnertracker.services.importing.planning import ImportRequest, plan
from partnertracker.services.importing.plans import Plan, RowChange
from partnertracker.services.importing.questions import Answer, Question, UndecidedError
from partnertracker.services.importing.rejects import Rejection, write_rejects
from partnertracker.services.importing.source import Source
from partnertracker.services.importing.writing import carry_out

__all__ = [
    "Alike",
    "Answer",
    "Choice",
    "Copied",
    "Errand",
    "FileFormat",
    "ImportMapping",
    "ImportRequest",
    "MappingLibrary",
    "Message",
    "Plan",
    "Question",
    "Rejection",
    "RowChange",
    "Source",
    "UndecidedError",
    "alike_in",
    "bring_in",
    "carry_out",
    "errand_for",
    "guess",
    "judge_aside",
    "mapping_text",
    "name_of",
    "open_source",
    "partners_alike_in",
    "plan",
    "questions_about",
    "read_mapping",
    "settled",
    "usual_identity",
    "write_rejects",
]
