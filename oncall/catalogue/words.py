"""Words of the catalogue, which its authors give in each language that is spoken."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Words:
    """A name or sentence in English and in German."""

    en: str
    de: str

    def said(self, language: str) -> str:
        """Return the words in a language, `de` or `en`; English for any other."""
        return self.de if language == "de" else self.en


@dataclass(frozen=True, slots=True)
class Name:
    """What something is called: by its key, by its words, and by what else people type."""

    key: str
    words: Words
    aliases: tuple[str, ...] = ()

    @property
    def all(self) -> tuple[str, ...]:
        """Every name, the key first, each once whatever its case."""
        every = (self.key, self.words.en, self.words.de, *self.aliases)
        return tuple({name.casefold(): name for name in reversed(every)}.values())[::-1]

    def said(self, language: str) -> str:
        """Return the name in a language, `de` or `en`."""
        return self.words.said(language)
