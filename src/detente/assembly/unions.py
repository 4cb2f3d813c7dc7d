"""Which names hang together, whatever the order in which they were joined."""

from collections.abc import Iterable
from dataclasses import dataclass, field


@dataclass(slots=True)
class Unions:
    """Names in groups; a group is called by its smallest name.

    >>> groups = Unions(["a", "b", "c"])
    >>> groups.join("c", "b")
    >>> groups.find("c")
    'b'
    """

    names: Iterable[str]
    above: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.above = {name: name for name in self.names}
        self.names = tuple(self.above)

    def find(self, name: str) -> str:
        """The smallest name of the group; a name not met before is a group of its own."""
        root = self.above.setdefault(name, name)
        while root != self.above[root]:
            root = self.above[root]
        while name != root:
            self.above[name], name = root, self.above[name]
        return root

    def join(self, first: str, second: str) -> None:
        """Makes one group of the two that hold these names."""
        low, high = sorted((self.find(first), self.find(second)))
        self.above[high] = low

    def groups(self) -> dict[str, list[str]]:
        """The names of each group in order, by its smallest name."""
        found: dict[str, list[str]] = {}
        for name in sorted(self.above):
            found.setdefault(self.find(name), []).append(name)
        return found
