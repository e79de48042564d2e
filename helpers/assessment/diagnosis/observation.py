"""What the numbers of a wrong component show, as data, and the sentence that says it."""

from dataclasses import dataclass

EXPECTED = "{expected}"  # stands in a claim for what the numbers are compared with


@dataclass(frozen=True)
class Claim:
    """Something that holds of numbers: the end of a sentence about the component, and what else there is to say or ask."""

    words: str
    question: str = ""

    @property
    def relative(self) -> bool:
        """Whether it says how the numbers follow from those they are compared with."""
        return EXPECTED in self.words


@dataclass(frozen=True)
class Observation:
    """A claim about a component: of every case, or only of those in which it is wrong, `where`, and not `elsewhere`."""

    component: str
    claim: Claim
    where: str = ""
    elsewhere: str = ""

    def sentence(self, compared_with: str = "what is expected") -> str:
        """The sentence, without a capital letter at its beginning."""
        words = self.claim.words.replace(EXPECTED, compared_with)
        question = self.claim.question.replace(EXPECTED, compared_with)
        if not self.where:
            return f"in every case {self.component} {words}. {question}".strip()
        return f"{self.where}, {self.component} {words}; {self.elsewhere} it is right. {question}".strip()


def capitalized(sentence: str) -> str:
    """A sentence with a capital letter at its beginning."""
    return sentence[:1].upper() + sentence[1:]
