"""The slash commands that the bot registered."""

from .answers import JSON, Refusal, invalid_form
from .limits import command_faults
from .world import World


class Registry:
    """Global application commands; a name keeps its id."""

    def __init__(self, world: World, app_id: int) -> None:
        self._world = world
        self._app_id = app_id
        self.commands: list[JSON] = []

    def replace(self, commands: list[JSON]) -> list[JSON]:
        """Register exactly these."""
        self.commands = self._stamped(commands)
        return self.commands

    def add(self, command: JSON) -> JSON:
        """Register one more; it takes the place of its namesake."""
        (added,) = self._stamped([command])
        self.commands = [*(one for one in self.commands if one["name"] != added["name"]), added]
        return added

    def change(self, command_id: str, changes: JSON) -> JSON:
        """Change one."""
        command = self._by_id(command_id)
        command.update(self._stamped([command | changes])[0] | {"id": command_id})
        return command

    def remove(self, command_id: str) -> None:
        """Remove one."""
        self.commands.remove(self._by_id(command_id))

    def _by_id(self, command_id: str) -> JSON:
        for command in self.commands:
            if command["id"] == command_id:
                return command
        raise Refusal(404, 10063, "Unknown application command")

    def _stamped(self, commands: list[JSON]) -> list[JSON]:
        if faults := command_faults(commands):
            raise invalid_form(faults)
        ids = {one["name"]: one["id"] for one in self.commands}
        version, app = str(self._world.new_id()), str(self._app_id)
        return [
            {"type": 1}
            | command
            | {
                "id": ids.get(command["name"]) or str(self._world.new_id()),
                "application_id": app,
                "version": version,
            }
            for command in commands
        ]
