"""Asking the others: the form, the thread with the task's context, who is told, and the end of it."""

from __future__ import annotations

import discord
import pytest
from simcord.builders import ChannelHandle

from tests.databases import ON_BOTH
from tests.study_server import MONDAY, Learner, Reply, StudyServer, custom_ids_of, text_of_message

QUESTION = "Why does *clipping* help?\n@everyone <@1>"


def says(reply: Reply, *facts: str) -> None:
    """Hold a private reply to its facts."""
    assert [fact for fact in facts if fact not in reply.text] == [], reply.text
    assert reply.private


async def ask(learner: Learner, task: str = "ppo", question: str = QUESTION) -> Reply:
    """Ask about a task."""
    return await (await learner.slash("stuck", task=task)).write(question)


async def helping(learner: Learner, task: str = "ppo") -> None:
    """Finish a task and agree to be asked."""
    await learner.slash("done", task=task)
    await (await learner.slash("reminders")).press("Ask me when others are stuck")


def asked_in(channel: ChannelHandle) -> discord.Message:
    """The message that asks, in a thread or a channel."""
    return channel.history()[-1]


async def is_open(learner: Learner, task: str = "ppo") -> bool:
    """Whether a question is remembered."""
    return await learner.server.store.questions.get(learner.walk, task) is not None


# --- asking


async def test_a_thread_with_task_block_resource_and_question(study_server: StudyServer):
    """The form names the task; the thread has all there is to know, and only its author hears of it privately."""
    ada = await study_server.member("ada")
    form = await ada.slash("stuck", task="backprop")
    assert "Review backpropagation, gradient descent" in form.form_text
    says(await form.write(QUESTION), "Review backpropagation", "Unstuck")
    (thread,) = study_server.channel.threads
    assert thread.name == "Stuck: Review backpropagation, gradient descent"
    text = text_of_message(asked_in(thread))
    for fact in (
        "Review backpropagation, gradient descent",
        f"<@{ada.id}> is stuck",
        "Phase 1 · Foundations",
        "Week 1-2: ML Fundamentals",
        "Resource: Deep Learning Book Ch. 6-8",
        "\\*clipping\\*",
    ):
        assert fact in text
    assert await is_open(ada, "backprop")


async def test_left_out_it_is_the_next_task_of_this_week(study_server: StudyServer):
    """Whoever types only the command is asked about what is next."""
    ada = await study_server.member("ada")
    await ada.slash("done", task="backprop")
    assert "Optimization algorithms" in (await ada.slash("stuck")).form_text


async def test_autocomplete_offers_open_tasks(study_server: StudyServer):
    """This week's first; to who has not joined, nothing, and without an error."""
    ada = await study_server.member("ada")
    assert (await ada.offered("stuck", "task"))[0] == "backprop"
    assert "ppo" in await ada.offered("stuck", "task", "ppo")
    ben = study_server.newcomer("ben")
    assert await ben.offered("stuck", "task") == []
    assert await ben.offered("pause", "until") == []


async def test_the_words_of_a_question_ping_nobody(study_server: StudyServer):
    """Whatever it says, only those who agreed are mentioned for real."""
    ada, ben = await study_server.member("ada"), await study_server.member("ben")
    await helping(ben)
    await ask(ada, question=f"@everyone @here <@{ada.id}> <@&{study_server.guild.default_role.id}>")
    body = next(body for body in study_server.sent if "is stuck" in str(body))
    assert body["allowed_mentions"]["parse"] == []
    assert [int(user) for user in body["allowed_mentions"].get("users", [])] == [ben.id]
    assert not body["allowed_mentions"].get("roles")


# --- who is told


async def test_those_who_finished_it_are_told_if_they_agreed(study_server: StudyServer):
    """Not who finished it without agreeing, not who agreed without finishing it, and never oneself."""
    ada = await study_server.member("ada")
    ben, eve, kim, noor = [await study_server.member(name) for name in ("ben", "eve", "kim", "noor")]
    await helping(ben)
    await eve.slash("done", task="ppo")
    await helping(kim, "vllm")
    await helping(ada)
    await helping(noor)
    await (await noor.slash("reminders")).press("Don't ask me when others are stuck")
    await ask(ada)
    text = text_of_message(asked_in(study_server.channel.threads[0]))
    assert f"offered to help: <@{ben.id}>" in text
    assert [other.actor.name for other in (eve, kim, noor) if f"<@{other.id}>" in text] == []


async def test_at_most_five_are_told(study_server: StudyServer):
    """Those who finished it last."""
    helpers: list[Learner] = []
    for minute, name in enumerate(("a1", "b2", "c3", "d4", "e5", "f6", "g7")):
        helpers.append((await study_server.member(name)).at(MONDAY, f"13:{minute:02}"))
        await helping(helpers[-1])
    await ask(await study_server.member("ada"))
    text = text_of_message(asked_in(study_server.channel.threads[0]))
    assert [helper for helper in helpers if f"<@{helper.id}>" in text] == helpers[2:]


# --- remembered until unstuck


@ON_BOTH
async def test_it_is_remembered_until_unstuck(study_server: StudyServer):
    """Asked again it points to the thread; unstuck, the form opens anew."""
    ada = await study_server.member("ada")
    await ask(ada)
    again = await ada.slash("stuck", task="ppo")
    says(again, "still open", study_server.channel.threads[0].mention)
    await study_server.restart()
    (thread,) = study_server.channel.threads
    solved = await ada.press(asked_in(thread), "Unstuck")
    assert "unstuck. Thanks, everyone!" in text_of_message(asked_in(thread))
    assert custom_ids_of(asked_in(thread)) == []
    assert solved.result.modal is None
    assert not await is_open(ada)
    assert (await ada.slash("stuck", task="ppo")).result.modal is not None


async def test_unstuck_from_ones_own_answer(study_server: StudyServer):
    """Pressed on the private answer, the question in the thread is marked too."""
    ada = await study_server.member("ada")
    says(await (await ask(ada)).press("Unstuck"), "unstuck")
    (thread,) = study_server.channel.threads
    assert "unstuck" in text_of_message(asked_in(thread))
    assert custom_ids_of(asked_in(thread)) == []
    assert not await is_open(ada)


async def test_a_question_whose_thread_is_gone_can_be_closed(study_server: StudyServer):
    """Somebody deleted the thread: the way out is on the private answer."""
    ada = await study_server.member("ada")
    await ask(ada)
    await study_server.delete_channel(study_server.channel.threads[0])
    says(await (await ada.slash("stuck", task="ppo")).press("Unstuck"), "unstuck")
    assert not await is_open(ada)


async def test_only_who_asked_can_close_it(study_server: StudyServer):
    """Somebody else's press changes nothing, in the thread or in the store."""
    ada, ben = await study_server.member("ada"), await study_server.member("ben")
    await ask(ada)
    (thread,) = study_server.channel.threads
    says(await ben.press(asked_in(thread), "Unstuck"), "Only the person who asked")
    assert "is stuck" in text_of_message(asked_in(thread))
    assert await is_open(ada)


async def test_two_questions_about_two_tasks(study_server: StudyServer):
    """Each has its thread and its end."""
    ada = await study_server.member("ada")
    await ask(ada, "ppo")
    await ask(ada, "vllm")
    assert len(study_server.channel.threads) == 2
    await ada.press(asked_in(study_server.channel.threads[0]), "Unstuck")
    assert (await is_open(ada, "ppo"), await is_open(ada, "vllm")) == (False, True)


# --- where it is asked


@pytest.mark.parametrize("missing", ["create_public_threads", "send_messages_in_threads"])
async def test_without_permission_for_threads_it_asks_in_the_channel_and_says_so(
    study_server: StudyServer, missing: str
):
    """The question stands in the study channel, with its button; the author reads why."""
    ada = await study_server.member("ada")
    study_server.forbid(**{missing: True})
    says(await ask(ada), "can't open threads", "Create Public Threads", study_server.channel.mention)
    assert "is stuck" in study_server.post_texts[-1]
    assert await is_open(ada)
    await ada.press(study_server.posts[-1], "Unstuck")
    assert "unstuck" in study_server.post_texts[-1]
    assert not await is_open(ada)


async def test_where_nothing_can_be_posted_nothing_is_remembered(study_server: StudyServer):
    """It is said before anybody writes, and after it when it has changed meanwhile; then the words come back."""
    ada = await study_server.member("ada")
    form = await ada.slash("stuck", task="ppo")
    study_server.forbid(create_public_threads=True, send_messages=True)
    says(await form.write(QUESTION), "the study channel", "wasn't sent", f"```\n{QUESTION}\n```")
    assert not await is_open(ada)
    shut = await ada.slash("stuck", task="ppo")
    assert shut.result.modal is None
    says(shut, "the study channel", "/admin doctor")


async def test_a_server_without_channel_says_so_before_anybody_writes(new_server: StudyServer):
    """Nobody fills a form for nothing."""
    ada = await new_server.member("ada")
    reply = await ada.slash("stuck", task="ppo")
    assert reply.result.modal is None
    says(reply, "/admin setup")


async def test_an_own_help_channel(study_server: StudyServer):
    """`/admin setup help:` chooses where the threads are opened."""
    help_channel = study_server.guild.create_text_channel("help")
    await study_server.change_setup(help=help_channel)
    ada = await study_server.member("ada")
    await ask(ada)
    assert study_server.channel.threads == []
    assert len(help_channel.threads) == 1


async def test_a_forum_takes_questions_as_posts(study_server: StudyServer):
    """The same question, as a post of a forum."""
    forum = study_server.guild.create_forum_channel("help")
    await study_server.change_setup(help=forum)
    ada = await study_server.member("ada")
    says(await ask(ada), "Your question about")
    (thread,) = forum.threads
    assert "is stuck" in text_of_message(asked_in(thread))
    await ada.press(asked_in(thread), "Unstuck")
    assert not await is_open(ada)


# --- what can't be asked


@pytest.mark.parametrize("typed", ["knitting", ""])
async def test_a_task_that_is_none(study_server: StudyServer, typed: str):
    """A sentence, and no form."""
    reply = await (await study_server.member("ada")).slash("stuck", task=typed)
    assert "pick one" in reply.text
    assert reply.result.modal is None


async def test_with_everything_done_it_asks_which(study_server: StudyServer):
    """There is no next task then."""
    ada = await study_server.member("ada")
    await ada.forge("rm:tick:any", *(task.id for task in study_server.roadmap.tasks))
    says(await ada.slash("stuck"), "Every task is done", "task option")
    assert (await ada.slash("stuck", task="ppo")).result.modal is not None


@pytest.mark.parametrize(
    "custom_id",
    ["rm:ask", "rm:ask:", "rm:ask:no-such-task", "rm:unstuck", "rm:unstuck:ppo", "rm:unstuck:ppo:x", "rm:unstuck:x:1"],
)
async def test_forged_presses_are_calm(study_server: StudyServer, custom_id: str):
    """Nothing is asked and nothing closed."""
    ada = await study_server.member("ada")
    reply = await ada.forge(custom_id, "words", answers_a_form=custom_id.startswith("rm:ask"))
    assert reply.private
    assert "reference" not in reply.text
    assert study_server.channel.threads == []


async def test_cut_off_while_asking_it_is_not_asked_again(study_server: StudyServer):
    """What was on its way may stand: its author is told to look, and can ask anew once they have."""
    ada = await study_server.member("ada")
    form = await ada.slash("stuck", task="ppo")
    assert await study_server.store.questions.reserve(ada.walk, "ppo", study_server.channel.id, study_server.clock.now)
    says(await form.write(QUESTION), "Look there first", study_server.channel.mention)
    assert study_server.channel.threads == []
    again = await ada.slash("stuck", task="ppo")
    says(again, "Look there first")
    await again.press("Unstuck")
    says(await ask(ada), "Your question about")
    assert len(study_server.channel.threads) == 1
