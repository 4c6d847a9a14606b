package org.sputterpilot.recipes;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.sputterpilot.security.FourEyes;
import org.sputterpilot.security.Signature;

/**
 * One version of a master recipe: its text, byte for byte, and its life from draft to retired. A text that was signed
 * is never changed; what follows is another version.
 *
 * @param recipe id of the recipe
 * @param version counts up from 1 within the recipe
 * @param state where it stands
 * @param text the YAML as it was handed in, comments included
 * @param origin how it came here
 * @param basedOn the version it was made from, 0 when there was none
 * @param createdBy who made the version
 * @param createdAt when
 * @param editedBy who wrote the present text; that person may not approve it
 * @param editedAt when
 * @param comment what the author says about it; may be empty
 * @param signatures every signed act, oldest first
 * @param findings what a reader noticed about the text
 */
public record RecipeVersion(
        String recipe,
        int version,
        RecipeState state,
        String text,
        Origin origin,
        int basedOn,
        String createdBy,
        Instant createdAt,
        String editedBy,
        Instant editedAt,
        String comment,
        List<RecipeSignature> signatures,
        List<RecipeFinding> findings) {
    /** What stands where an approver's name stands, for a recipe that came with the plant files. */
    public static final String SHIPPED = "shipped";

    /** How a version came into the book. */
    public enum Origin {
        /** With the plant files of the virtual chamber: in force without an approval of this site. */
        SHIPPED,
        /** A plant file that was new or had changed at a start. */
        FILE,
        /** Written or handed in by a person. */
        POSTED
    }

    public RecipeVersion {
        signatures = List.copyOf(signatures);
        findings = List.copyOf(findings);
    }

    /** A new draft. */
    public static RecipeVersion draft(
            String recipe, int version, String text, Origin origin, int basedOn, String who, Instant at, String why) {
        return new RecipeVersion(
                recipe, version, RecipeState.DRAFT, text, origin, basedOn, who, at, who, at, why, List.of(), List.of());
    }

    /** What the virtual plant ships: in force from the first start. */
    public static RecipeVersion shipped(String recipe, String text, String who, Instant at) {
        return draft(recipe, 1, text, Origin.SHIPPED, 0, who, at, "").in(RecipeState.EFFECTIVE);
    }

    private RecipeVersion in(RecipeState next) {
        return new RecipeVersion(
                recipe,
                version,
                next,
                text,
                origin,
                basedOn,
                createdBy,
                createdAt,
                editedBy,
                editedAt,
                comment,
                signatures,
                findings);
    }

    public RecipeVersion with(List<RecipeFinding> noticed) {
        return new RecipeVersion(
                recipe,
                version,
                state,
                text,
                origin,
                basedOn,
                createdBy,
                createdAt,
                editedBy,
                editedAt,
                comment,
                signatures,
                noticed);
    }

    /** SHA-256 of the text's bytes. */
    public String hash() {
        return hashOf(text);
    }

    /** SHA-256 over the UTF-8 bytes of a text. */
    public static String hashOf(String text) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }

    /** Who found the present text good: a user, {@link #SHIPPED}, or empty while nobody has. */
    public String approval() {
        if (state == RecipeState.DRAFT || state == RecipeState.IN_REVIEW) {
            return "";
        }
        String hash = hash();
        String approver = "";
        for (RecipeSignature one : signatures) {
            if (one.act() == RecipeAct.APPROVE && one.hash().equals(hash)) {
                approver = one.signature().user();
            }
        }
        return approver.isEmpty() && origin == Origin.SHIPPED ? SHIPPED : approver;
    }

    /** Why this person may not do this now, or empty when they may. Roles are not looked at here. */
    public Optional<String> refusal(RecipeAct act, String who) {
        if (!RecipeState.TABLE.allows(state, act)) {
            return Optional.of(RecipeState.TABLE.refusal(state, act));
        }
        if (act == RecipeAct.APPROVE && FourEyes.RECIPE.refusal(editedBy, who).isPresent()) {
            return Optional.of(who + " wrote this text: somebody else must approve it");
        }
        return Optional.empty();
    }

    /**
     * The version after a signed act.
     *
     * @throws IllegalStateException with the reason when {@link #refusal} has one
     */
    public RecipeVersion after(RecipeAct act, Signature by, String why) {
        refusal(act, by.user()).ifPresent(reason -> {
            throw new IllegalStateException(reason);
        });
        return signed(new RecipeSignature(act, hash(), by, why))
                .in(RecipeState.TABLE.next(state, act).orElseThrow());
    }

    private RecipeVersion signed(RecipeSignature one) {
        List<RecipeSignature> longer = new ArrayList<>(signatures);
        longer.add(one);
        return new RecipeVersion(
                recipe, version, state, text, origin, basedOn, createdBy, createdAt, editedBy, editedAt, comment,
                longer, findings);
    }

    /**
     * The draft with another text.
     *
     * @throws IllegalStateException when it is no draft
     */
    public RecipeVersion edited(String newText, String who, Instant at) {
        refusal(RecipeAct.EDIT, who).ifPresent(reason -> {
            throw new IllegalStateException(reason);
        });
        return new RecipeVersion(
                recipe,
                version,
                RecipeState.TABLE.next(state, RecipeAct.EDIT).orElseThrow(),
                newText,
                origin,
                basedOn,
                createdBy,
                createdAt,
                who,
                at,
                comment,
                signatures,
                List.of());
    }
}
