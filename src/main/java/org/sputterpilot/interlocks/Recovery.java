package org.sputterpilot.interlocks;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.sputterpilot.signals.ProcessImage;

/** What is left to do after a trip: each cause that began it or still acts, then the reset. */
public final class Recovery {
    private Recovery() {}

    /** One thing to do before the unit may be used again. */
    public record Step(String text, boolean done) {}

    /** The steps as they stand after a turn. */
    public static List<Step> of(Incident incident, Verdict verdict, ProcessImage image) {
        List<Step> steps = new ArrayList<>();
        List<String> first =
                incident.firstOut().stream().map(Incident.First::cause).toList();
        for (CauseView view : verdict.causes()) {
            if (view.active()) {
                String values = view.cause().when().values(image);
                steps.add(new Step(
                        view.cause().title() + ": " + values + " (trips: "
                                + view.cause().when().text() + ")",
                        false));
            } else if (first.contains(view.id())) {
                steps.add(new Step(view.cause().title() + ": gone", true));
            }
        }
        boolean needed = !verdict.trippedEffects().isEmpty();
        String blocking = verdict.causes().stream()
                .filter(view -> verdict.resetBlockedBy().contains(view.id()))
                .map(view -> view.cause().title())
                .collect(Collectors.joining(", "));
        String reset =
                blocking.isEmpty() ? "Reset the interlocks" : "Reset the interlocks, once these are gone: " + blocking;
        steps.add(new Step(reset, incident.over() && !needed));
        return steps;
    }
}
