"""What carriers ask of us: words for a call, keys, states, texts; apart from all other pages."""

from web.hooks import api, music
from web.hooks.routes import blueprint

__all__ = ["api", "blueprint", "music"]
