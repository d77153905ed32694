"""A search engine as a library: groups of two and three letters, ranked by how rare they are."""

from __future__ import annotations

from collections.abc import Iterable
from importlib.metadata import version
from pathlib import Path

import tantivy

from benchmarks.methods.forms import CANDIDATES, Forms, FormsMethod

_FOLDER = "tantivy"
_TOKENIZER = "letters"


def _schema() -> tantivy.Schema:
    builder = tantivy.SchemaBuilder()
    builder.add_text_field("form", tokenizer_name=_TOKENIZER, index_option="freq")
    builder.add_integer_field("number", fast=True)
    return builder.build()


def _analyzer() -> tantivy.TextAnalyzer:
    return tantivy.TextAnalyzerBuilder(tantivy.Tokenizer.ngram(2, 3)).build()


class Tantivy(FormsMethod):
    """Tantivy finds; Jaro–Winkler puts in order."""

    name = f"tantivy {version('tantivy')}, 2–3-grams"

    def build_engine(self, forms: Forms, folder: Path) -> None:
        """One thread, so that the same names give the same index."""
        path = folder / _FOLDER
        path.mkdir()
        index = tantivy.Index(_schema(), str(path))
        index.register_tokenizer(_TOKENIZER, _analyzer())
        writer = index.writer(num_threads=1)
        for number in range(len(forms.texts)):
            writer.add_document(tantivy.Document(form=forms.texts[number], number=number))
        writer.commit()
        writer.wait_merging_threads()

    def open_engine(self, folder: Path) -> None:
        """One searcher."""
        self._schema = _schema()
        self._analyzer = _analyzer()
        index = tantivy.Index.open(str(folder / _FOLDER))
        index.register_tokenizer(_TOKENIZER, _analyzer())
        self._searcher = index.searcher()

    def find(self, form: str) -> Iterable[int]:
        """What shares the rarest groups of letters; a single letter only by equality."""
        groups = sorted(set(self._analyzer.analyze(form)))
        if not groups:
            number = self.forms.number(form)
            return [] if number is None else [number]
        terms = [
            (tantivy.Occur.Should, tantivy.Query.term_query(self._schema, "form", group, "freq"))
            for group in groups
        ]
        hits = self._searcher.search(tantivy.Query.boolean_query(terms), CANDIDATES, count=False).hits
        numbers = self._searcher.fast_field_values("number", [address for _, address in hits])
        return self.forms.nearest(form, (int(number) for number in numbers if number is not None))
