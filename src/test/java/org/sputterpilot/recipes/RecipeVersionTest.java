package org.sputterpilot.recipes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.sputterpilot.security.Signature;

/** A recipe's life from draft to retired. */
class RecipeVersionTest {
    private static final Instant AT = Instant.parse("2026-03-01T08:00:00Z");
    private static final Signature ANNA = new Signature("anna", "Anna", "I wrote it", AT);
    private static final Signature BEN = new Signature("ben", "Ben", "I checked it", AT);

    private final RecipeVersion draft =
            RecipeVersion.draft("tio2", 2, "text", RecipeVersion.Origin.POSTED, 1, "anna", AT, "thicker");

    /** The whole table once more, written as a person would say it. */
    @Test
    void everyPairOfStateAndActIsAMoveOrARefusalWithItsReason() {
        Set<String> moves = Set.of(
                "DRAFT EDIT DRAFT",
                "DRAFT SUBMIT IN_REVIEW",
                "DRAFT RETIRE RETIRED",
                "IN_REVIEW APPROVE APPROVED",
                "IN_REVIEW REJECT DRAFT",
                "APPROVED MAKE_EFFECTIVE EFFECTIVE",
                "APPROVED REJECT DRAFT",
                "APPROVED RETIRE RETIRED",
                "EFFECTIVE RETIRE RETIRED");
        for (RecipeState state : RecipeState.values()) {
            for (RecipeAct act : RecipeAct.values()) {
                Optional<RecipeState> next = RecipeState.TABLE.next(state, act);
                String said = state + " " + act + " " + next.map(Enum::name).orElse("");
                assertThat(moves.contains(said)).as(said).isEqualTo(next.isPresent());
                assertThat(RecipeState.TABLE.refusal(state, act)).contains(state.name(), act.name());
            }
        }
        assertThat(moves).hasSize(9);
    }

    @Test
    void whoeverWroteTheTextLastDoesNotApproveIt() {
        RecipeVersion inReview = draft.after(RecipeAct.SUBMIT, ANNA, "");
        assertThat(inReview.refusal(RecipeAct.APPROVE, "anna"))
                .hasValueSatisfying(why -> assertThat(why).contains("anna wrote this text"));
        assertThatThrownBy(() -> inReview.after(RecipeAct.APPROVE, ANNA, "")).isInstanceOf(IllegalStateException.class);

        RecipeVersion approved = inReview.after(RecipeAct.APPROVE, BEN, "fine");
        assertThat(approved.state()).isEqualTo(RecipeState.APPROVED);
        assertThat(approved.approval()).isEqualTo("ben");
    }

    @Test
    void theLastEditorCountsNotTheFirst() {
        RecipeVersion inReview = draft.edited("other text", "ben", AT).after(RecipeAct.SUBMIT, ANNA, "");
        assertThat(inReview.refusal(RecipeAct.APPROVE, "ben")).isPresent();
        assertThat(inReview.refusal(RecipeAct.APPROVE, "anna")).isEmpty();
    }

    @Test
    void aSignatureIsBoundToTheTextThatWasSigned() {
        RecipeVersion inReview = draft.after(RecipeAct.SUBMIT, ANNA, "");
        RecipeVersion back = inReview.after(RecipeAct.REJECT, BEN, "too thick").edited("thinner", "anna", AT);
        RecipeVersion again = back.after(RecipeAct.SUBMIT, ANNA, "").after(RecipeAct.APPROVE, BEN, "");

        assertThat(again.signatures())
                .extracting(RecipeSignature::act)
                .containsExactly(RecipeAct.SUBMIT, RecipeAct.REJECT, RecipeAct.SUBMIT, RecipeAct.APPROVE);
        assertThat(again.signatures().get(0).hash()).isEqualTo(RecipeVersion.hashOf("text"));
        assertThat(again.signatures().get(3).hash()).isEqualTo(RecipeVersion.hashOf("thinner"));
    }

    @Test
    void makingOneEffectiveRetiresTheEarlierByTheSameSignature() {
        RecipeVersion first = RecipeVersion.shipped("tio2", "old", "plant files", AT);
        assertThat(first.approval()).isEqualTo(RecipeVersion.SHIPPED);
        RecipeVersion approved = draft.after(RecipeAct.SUBMIT, ANNA, "").after(RecipeAct.APPROVE, BEN, "");

        List<RecipeBook.Change> changes =
                RecipeBook.after(RecipeAct.MAKE_EFFECTIVE, approved, Optional.of(first), BEN, "from today");

        assertThat(changes)
                .extracting(c -> c.after().version() + " " + c.after().state())
                .containsExactly("1 RETIRED", "2 EFFECTIVE");
        assertThat(changes.get(0).after().signatures().get(0).signature()).isEqualTo(BEN);
    }

    @Test
    void onlyADraftIsEdited() {
        RecipeVersion inReview = draft.after(RecipeAct.SUBMIT, ANNA, "");
        assertThatThrownBy(() -> inReview.edited("x", "anna", AT)).isInstanceOf(IllegalStateException.class);
        assertThat(RecipeState.RETIRED.mayBeTried()).isFalse();
    }
}
