"""What a class misunderstood: the known mistakes that its wrong answers show, the most common first."""

from dataclasses import dataclass

from helpers.assessment.finding import ARGUMENTS
from helpers.exercises import exercises_of
from helpers.grading.class_run.gradebook import Item
from helpers.grading.report.records import ClassRecord, Outcome, Student


@dataclass(frozen=True)
class Misconception:
    """A known mistake at one exercise: what students are told, the components that show it, and who made it."""

    item: Item
    name: str
    hint: str
    components: tuple[str, ...]
    students: tuple[Student, ...]


@dataclass(frozen=True)
class Unexplained:
    """Wrong answers to one exercise in which no known mistake shows, and the sentence that most of them were told."""

    item: Item
    students: tuple[Student, ...]
    sentence: str

    @property
    def count(self) -> int:
        """How many there are."""
        return len(self.students)


def misconceptions(record: ClassRecord) -> list[Misconception]:
    """The known mistakes of a class by the number of students who made them; one who makes two counts at both."""
    found = []
    for number, item in enumerate(record.items):
        hints = _hints(record.assignment, item)
        shown: dict[str, dict[Student, None]] = {}
        components: dict[str, dict[str, None]] = {}
        for submission in record.submissions:
            for finding in submission.outcomes[number].findings:
                if finding.mistake:
                    shown.setdefault(finding.mistake, {})[submission.student] = None
                    components.setdefault(finding.mistake, {})[finding.component] = None
        found += [
            Misconception(item, name, hints.get(name, ""), tuple(components[name]), tuple(students))
            for name, students in shown.items()
        ]
    return sorted(found, key=lambda m: (-len(m.students), record.items.index(m.item), m.name))


def unexplained(record: ClassRecord) -> list[Unexplained]:
    """The exercises with wrong answers that no known mistake explains, the most first."""
    found = []
    for number, item in enumerate(record.items):
        rest = [
            submission
            for submission in record.submissions
            if _wrong(submission.outcomes[number]) and not _explained(submission.outcomes[number])
        ]
        if rest:
            sentences = [next(f.hint or f.sentence for f in s.outcomes[number].findings if not f.right) for s in rest]
            students = tuple(submission.student for submission in rest)
            found.append(Unexplained(item, students, max(sentences, key=sentences.count)))
    return sorted(found, key=lambda u: (-u.count, record.items.index(u.item)))


def wrong_answers(record: ClassRecord) -> int:
    """How many answers of the class were judged and wrong."""
    return sum(_wrong(outcome) for submission in record.submissions for outcome in submission.outcomes)


def _wrong(outcome: Outcome) -> bool:
    return any(not finding.right and finding.component != ARGUMENTS for finding in outcome.findings)


def _explained(outcome: Outcome) -> bool:
    return any(finding.mistake for finding in outcome.findings)


def _hints(assignment: str, item: Item) -> dict[str, str]:
    exercise = exercises_of(assignment).get(item.name)
    return {mistake.name: mistake.hint for mistake in exercise.mistakes} if exercise else {}
