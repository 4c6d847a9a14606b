package org.sputterpilot.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.sputterpilot.historian.db.Database;
import org.sputterpilot.historian.db.RecipeStore;
import org.sputterpilot.recipes.RecipeAct;
import org.sputterpilot.recipes.RecipeBook;
import org.sputterpilot.recipes.RecipeFinding;
import org.sputterpilot.recipes.RecipeState;
import org.sputterpilot.recipes.RecipeVersion;
import org.sputterpilot.security.Signature;

/** What the book of recipes promises, whichever database it is in. */
abstract class RecipeBookContract {
    private static final Instant AT = Instant.parse("2026-03-01T08:00:00.123456Z");
    private static final Signature BEN = new Signature("ben", "Ben Bauer", "I checked it", AT);

    /** Comments, line ends of both kinds, tabs, blanks at line ends, letters of every plane. */
    private static final String TEXT =
            "# Fr\u00fche Probe \u6ca1\u6709 \ud83d\ude00\r\npower: 150 W   \n\n\tx: '\u00b5s'\r\n# no newline at the end";

    private RecipeBook book;

    /** A database without tables. */
    protected abstract Database emptyDatabase() throws Exception;

    @BeforeEach
    void open() throws Exception {
        book = new RecipeStore(emptyDatabase(), "PVD-01");
    }

    private RecipeVersion draft(String text) {
        return book.add(
                "tio2",
                number -> RecipeVersion.draft(
                        "tio2", number, text, RecipeVersion.Origin.POSTED, number - 1, "anna", AT, "why"));
    }

    private RecipeVersion stored(int version) {
        return book.find("tio2", version).orElseThrow();
    }

    private void act(int version, RecipeAct act) {
        RecipeVersion now = stored(version);
        assertThat(book.change(RecipeBook.after(act, now, book.effective("tio2"), BEN, "because")))
                .isTrue();
    }

    @Test
    void aTextComesBackByteForByte() {
        RecipeVersion fresh = draft(TEXT);
        assertThat(stored(1).text()).isEqualTo(TEXT);
        assertThat(stored(1)).isEqualTo(fresh);
        assertThat(book.text(fresh.hash())).hasValue(TEXT);
        assertThat(book.recipes()).containsExactly("tio2");
        assertThat(book.versions("none")).isEmpty();
    }

    @Test
    void versionsCountUpAndTheWholeLifeIsKept() {
        draft("one");
        draft("two");
        act(1, RecipeAct.SUBMIT);
        act(1, RecipeAct.APPROVE);
        act(1, RecipeAct.MAKE_EFFECTIVE);
        act(2, RecipeAct.SUBMIT);
        act(2, RecipeAct.APPROVE);
        act(2, RecipeAct.MAKE_EFFECTIVE);

        assertThat(book.versions("tio2"))
                .extracting(v -> v.version() + " " + v.state())
                .containsExactly("1 RETIRED", "2 EFFECTIVE");
        assertThat(book.effective("tio2")).hasValue(stored(2));
        assertThat(stored(1).signatures()).hasSize(4).allSatisfy(s -> {
            assertThat(s.signature()).isEqualTo(BEN);
            assertThat(s.hash()).isEqualTo(RecipeVersion.hashOf("one"));
        });
        assertThat(stored(2).approval()).isEqualTo("ben");
    }

    @Test
    void whoComesSecondChangesNothing() {
        RecipeVersion read = draft("one");
        RecipeVersion first = read.edited("first", "anna", AT);
        RecipeVersion second = read.edited("second", "ben", AT);

        assertThat(book.change(List.of(new RecipeBook.Change(read, first)))).isTrue();
        assertThat(book.change(List.of(new RecipeBook.Change(read, second)))).isFalse();

        assertThat(stored(1).text()).isEqualTo("first");
        assertThat(book.text(read.hash())).as("what they both started from").hasValue("one");
    }

    @Test
    void aChangeOfTwoVersionsIsDoneWholeOrNotAtAll() {
        draft("one");
        act(1, RecipeAct.SUBMIT);
        act(1, RecipeAct.APPROVE);
        act(1, RecipeAct.MAKE_EFFECTIVE);
        draft("two");
        act(2, RecipeAct.SUBMIT);
        act(2, RecipeAct.APPROVE);
        RecipeVersion approved = stored(2);
        List<RecipeBook.Change> late =
                RecipeBook.after(RecipeAct.MAKE_EFFECTIVE, approved, Optional.of(stored(1)), BEN, "");
        act(2, RecipeAct.RETIRE);

        assertThat(book.change(late)).isFalse();
        assertThat(stored(1).state()).isEqualTo(RecipeState.EFFECTIVE);
    }

    @Test
    void findingsBelongToThePresentText() {
        RecipeFinding note = new RecipeFinding(RecipeFinding.Severity.NOTE, "number", "version", 8, 10, "is 1");
        RecipeVersion fresh = draft("one");
        book.change(List.of(new RecipeBook.Change(fresh, fresh.with(List.of(note)))));
        assertThat(stored(1).findings()).containsExactly(note);

        RecipeVersion edited = stored(1).edited("two", "anna", AT);
        book.change(List.of(new RecipeBook.Change(stored(1), edited)));
        assertThat(stored(1).findings()).isEmpty();
    }
}
