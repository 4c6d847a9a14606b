package org.sputterpilot.interlocks;

import java.util.List;
import org.sputterpilot.signals.Truth;

/**
 * One permissive as a person sees it before the click.
 *
 * @param ok given only when TRUE
 * @param value what its tags say now
 * @param limit what they must say
 * @param blocks what it keeps from beginning: {@code START}, {@code PRODUCTION} or names of phases
 */
public record PermissiveView(String id, String title, Truth ok, String value, String limit, List<String> blocks) {
    public PermissiveView {
        blocks = List.copyOf(blocks);
    }

    /** Whether a run may start in spite of what is bypassed now. */
    public static PermissiveView noBypass(Verdict verdict, List<String> tolerated) {
        List<String> bypassed = verdict.bypassedBeyond(tolerated);
        return new PermissiveView(
                "NO_BYPASS",
                "No cause is bypassed that the recipe does not tolerate",
                Truth.of(bypassed.isEmpty()),
                bypassed.isEmpty() ? "none" : String.join(", ", bypassed),
                "none",
                List.of(Permissive.START));
    }
}
