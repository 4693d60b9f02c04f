"""Front ends' side of the hub and the broker: ask, do, follow, and live values.

httpx imports a command line of its own (click, rich, pygments: 45 ms on every call of ours)
where those happen to be installed; an absent module is what it is prepared for.
"""

import sys
from typing import Any, cast

cast(dict[str, Any], sys.modules).setdefault("httpx._main", None)
