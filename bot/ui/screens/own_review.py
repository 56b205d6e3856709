"""The review of one's own checkpoint: where it stands, and what its author can do about it (§7)."""

from __future__ import annotations

import discord

from bot.roadmap import Phase
from bot.study.progress import Progress
from bot.study.review import FrozenItem, Policy, Readers, Review, State
from bot.study.submitting import frozen_items, may_submit, readers_for, review_of, seal_of
from bot.ui.screens.layout import Screen, button, lines, phase_colour, plain, press, readable, short
from bot.ui.screens.verbs import Verb
from bot.words import day_name, tr
from bot.words.reviews import readers_line, state_name, takes_line

_SHOWN_EVIDENCE = 200


def decision_line(review: Review) -> str:
    """What became of a checkpoint, as its author first hears it."""
    title = plain(review.title)
    if review.state is State.RETURNED:
        return tr("📬 **{checkpoint}** came back. /checkpoint shows what's missing.", checkpoint=title)
    return tr("📬 **{checkpoint}** is {state}.", checkpoint=title, state=state_name(review.state, review.mark))


def add_review(screen: Screen, progress: Progress, phase: Phase, usual: int | None) -> None:
    """Add to a checkpoint where its review stands; nothing where shown is done and it was never submitted."""
    review = review_of(progress, phase.id)
    if review:
        screen.say(_standing_line(progress, review, usual), _words(review))
    elif may_submit(progress, phase):
        screen.say(tr("Want someone to look at it? You can carry on meanwhile."))
    screen.row(*_buttons(progress, phase, review))


def _standing_line(progress: Progress, review: Review, usual: int | None) -> str:
    now, submitted_on = progress.now, progress.member.today(review.submitted_at)
    if review.state is State.SUBMITTED:
        said = (
            tr(
                "📨 **Submitted** {day}. What you change since then isn't in it.",
                day=day_name(submitted_on, progress.today),
            ),
            tr("Somebody is reading it now.") if review.is_being_read(now) else "",
            takes_line(usual),
            tr("You don't have to wait: carry on."),
        )
        return " ".join(filter(None, said))
    day = day_name(progress.member.today(review.decided_at or review.submitted_at), progress.today)
    if review.state is State.RETURNED:
        return tr("↩️ **Returned** {day}. Change what is asked for, and submit it again.", day=day)
    return tr("✍️ Checkpoint {state} · {day}", state=state_name(review.state, review.mark), day=day)


def _words(review: Review) -> str:
    """What its reader said; that of the last return stays until the next decision, and says that it is of before."""
    if not review.words:
        return ""
    words = f"> {plain(' '.join(review.words.split()))}"
    return lines((tr("Last time, this was missing:"), words)) if review.state is State.SUBMITTED else words


def _buttons(progress: Progress, phase: Phase, review: Review | None) -> list[discord.ui.Button[Screen] | None]:
    state = review.state if review else State.OPEN
    again = state is State.RETURNED
    return [
        button(
            tr("Submit again…") if again else tr("Submit…"),
            press(Verb.SUBMIT, phase.id),
            discord.ButtonStyle.primary,
        )
        if may_submit(progress, phase)
        else None,
        button(tr("Sign it myself"), press(Verb.SIGN_SELF, phase.id)) if review and review.may_sign_self else None,
        button(tr("Withdraw"), press(Verb.WITHDRAW, phase.id)) if state is State.SUBMITTED else None,
    ]


def _nobody_yet(readers: Readers, others: tuple[int, int], is_anybody: bool) -> str:
    """That nobody may read it as things are; nothing where somebody may."""
    passed, submitted = others
    if readers.policy is Policy.MENTOR:
        return "" if is_anybody else tr("⚠️ That role is gone, so nobody may read it yet.")
    if passed or submitted:
        return ""
    return tr("⚠️ Nobody else has got this far, so nobody may read it yet.")


def _as_sent(item: FrozenItem) -> str:
    words = short(" ".join(item.evidence.split()), _SHOWN_EVIDENCE)
    return f"✅ {plain(short(item.words, 150))}\n-# {readable(words)}"


def somebody_decided() -> str:
    """What an author asked for came too late, or was done before."""
    return tr("That came too late: your checkpoint has moved on already. Here's where it is now.")


def changed_meanwhile() -> str:
    """What is submitted is not what was shown."""
    return tr("Something has changed since I showed you this. Here it is again.")


def nothing_to_submit() -> str:
    """A forged or stale *Submit*."""
    return tr("There's nothing to submit there right now. /checkpoint shows where it is.")


def submit_screen(
    progress: Progress, phase: Phase, others: tuple[int, int], usual: int | None, *, is_anybody: bool, news: str = ""
) -> Screen:
    """Who will read a checkpoint, and what, before it is submitted: pressing the button is the consent.

    `others`: how many have passed the phase, and how many have submitted it; `is_anybody`: the role is there.
    """
    readers, number = readers_for(progress, phase.id), progress.roadmap.number_of(phase)
    title = phase.checkpoint.title if phase.checkpoint else phase.title
    items = frozen_items(progress, phase)
    seal = seal_of(progress, phase)
    screen = Screen(
        tr("## Submit {checkpoint}", checkpoint=plain(title)),
        news,
        readers_line(readers),
        _nobody_yet(readers, others, is_anybody),
        " ".join((takes_line(usual), tr("After 7 days without an answer it is signed anyway."))),
        tr("They read what you've written up to now; what you change later isn't in it:"),
        colour=phase_colour(number),
    )
    screen.say(lines(_as_sent(item) for item in items))
    if readers.policy is Policy.PEER:
        screen.row(
            button(tr("Submit without my name"), press(Verb.SEND, phase.id, seal, 0), discord.ButtonStyle.success),
            button(tr("Submit with my name"), press(Verb.SEND, phase.id, seal, 1)),
            button(tr("Not yet"), press(Verb.CHECKPOINT, phase.id)),
        )
    else:
        screen.row(
            button(tr("Submit"), press(Verb.SEND, phase.id, seal, 1), discord.ButtonStyle.success),
            button(tr("Not yet"), press(Verb.CHECKPOINT, phase.id)),
        )
    return screen
