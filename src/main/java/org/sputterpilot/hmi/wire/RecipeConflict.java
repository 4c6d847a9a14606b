package org.sputterpilot.hmi.wire;

import java.util.List;
import org.sputterpilot.recipes.RecipeVersion;
import org.sputterpilot.recipes.TextMerge;

/**
 * Two people changed the same draft: a problem document with both changes joined.
 *
 * @param hash of the text that is saved; save the joined text with it
 * @param base what both started from
 * @param theirs what is saved now
 * @param editedBy who saved it
 * @param merged both changes joined; where a person must decide, both stand between marks
 * @param clean whether nobody needs to decide anything
 */
public record RecipeConflict(
        String type,
        String title,
        int status,
        String detail,
        String instance,
        String hash,
        String base,
        String theirs,
        String editedBy,
        String merged,
        boolean clean,
        List<Conflict> conflicts) {
    /** Lines both changed, each in their own way; {@code line} counts in the joined text. */
    public record Conflict(int line, String base, String yours, String theirs) {}

    public static RecipeConflict of(RecipeVersion now, String base, TextMerge merge, String instance) {
        String detail = now.editedBy() + " has saved another text of this draft meanwhile. "
                + (merge.isClean()
                        ? "Both changes fit together."
                        : merge.conflicts().size() + " places were changed by both.");
        return new RecipeConflict(
                "about:blank",
                "Changed meanwhile",
                412,
                detail,
                instance,
                now.hash(),
                base,
                now.text(),
                now.editedBy(),
                merge.text(),
                merge.isClean(),
                merge.conflicts().stream()
                        .map(c -> new Conflict(c.line(), c.base(), c.yours(), c.theirs()))
                        .toList());
    }
}
