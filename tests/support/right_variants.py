"""All right solutions written otherwise, by exercise: (assignment, name) -> their sources."""

from tests.support.right_variants_forms import FORMS
from tests.support.right_variants_forms_week4 import FORMS as FORMS_WEEK4
from tests.support.right_variants_more import MORE
from tests.support.right_variants_week2 import VARIANTS as WEEK2
from tests.support.right_variants_week3 import VARIANTS as WEEK3
from tests.support.right_variants_week4 import VARIANTS as WEEK4

SOURCES = (WEEK2, WEEK3, WEEK4, MORE, FORMS, FORMS_WEEK4)
VARIANTS = {
    key: [source for variants in SOURCES for source in variants.get(key, [])] for key in (WEEK2 | WEEK3 | WEEK4 | MORE)
}
