package org.sputterpilot.genealogy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.sputterpilot.historian.Addendum;
import org.sputterpilot.logbook.Deviation;
import org.sputterpilot.security.FourEyes;
import org.sputterpilot.security.Signature;

/**
 * What stands between a thing and its release. A release takes, for every run behind the thing: a record that is sealed
 * and still what was sealed, reviewed by somebody other than the operator, with every deviation closed and with what
 * had to become known later. A release at risk does without the last, but an engineer must have asked for it; the
 * person who signs is another one.
 */
public final class Release {
    private final GenealogyBook book;
    private final ReleaseBook steps;
    private final RunPapers.Cabinet cabinet;
    private final Set<Addendum.Kind> addenda;

    /** @param addenda what a record must have beside its seal */
    public Release(GenealogyBook book, ReleaseBook steps, RunPapers.Cabinet cabinet, Set<Addendum.Kind> addenda) {
        this.book = book;
        this.steps = steps;
        this.cabinet = cabinet;
        this.addenda = Set.copyOf(addenda);
    }

    /** The runs behind a thing, itself if it is one. */
    public List<RunPapers> papers(Ref thing, Instant now) {
        return Lineage.of(List.of(thing), book, now).judged(thing).stream()
                .filter(ref -> ref.kind() == Kind.RUN)
                .map(cabinet::of)
                .toList();
    }

    /** Those who have reviewed the record of a run as it is sealed. */
    public List<ReleaseStep> reviews(RunPapers run) {
        return steps.of(ReleaseStep.Kind.REVIEW, new Ref(Kind.RUN, run.run())).stream()
                .filter(step -> step.recordHash().equals(run.seal()))
                .filter(step -> FourEyes.REVIEW
                        .refusal(run.operator(), step.by().user())
                        .isEmpty())
                .toList();
    }

    /** What somebody has asked for and nobody has answered. */
    public Optional<ReleaseStep> request(Ref thing) {
        Instant judged = book.history(thing).stream()
                .map(Mark::at)
                .reduce((one, later) -> later)
                .orElse(Instant.MIN);
        return steps.of(ReleaseStep.Kind.RISK, thing).stream()
                .filter(step -> step.by().at().isAfter(judged))
                .reduce((one, later) -> later);
    }

    /**
     * What is missing whoever signs.
     *
     * @param behind the papers of the runs behind it
     */
    public List<Missing> missing(Ref thing, List<RunPapers> behind, boolean atRisk, Instant now) {
        Lineage lineage = Lineage.of(List.of(thing), book, now);
        List<Missing> missing = new ArrayList<>();
        held(lineage, thing, now).ifPresent(missing::add);
        Set<String> labels = labels(lineage, thing);
        for (RunPapers papers : behind) {
            missing.addAll(ofRecord(papers));
            openDeviations(papers, thing, labels)
                    .forEach(one -> missing.add(new Missing(
                            Missing.Need.DEVIATION,
                            papers.run(),
                            one.number(),
                            one.number() + " is " + one.state() + ".")));
            if (!atRisk) {
                addenda.stream()
                        .sorted()
                        .filter(kind -> !papers.addenda().contains(kind))
                        .forEach(kind -> missing.add(new Missing(
                                Missing.Need.ADDENDUM,
                                papers.run(),
                                kind.name(),
                                "The record of " + papers.run() + " has no "
                                        + kind.name().toLowerCase(Locale.ROOT) + ".")));
            }
        }
        return missing;
    }

    /** An ancestor that blocks use would block it all the same: the release would be a lie. */
    private Optional<Missing> held(Lineage lineage, Ref thing, Instant now) {
        Map<Ref, Mark> marks = book.marks(lineage.things(), now);
        return lineage.judged(thing).stream()
                .filter(ref -> !ref.equals(thing) && marks.containsKey(ref))
                .filter(ref -> marks.get(ref).disposition().blocksUse())
                .findFirst()
                .map(ref -> {
                    String label = book.things(List.of(ref)).get(0).label();
                    return new Missing(
                            Missing.Need.STANDING,
                            "",
                            label,
                            label + ", which it came from, is " + marks.get(ref).disposition() + ".");
                });
    }

    private Set<String> labels(Lineage lineage, Ref thing) {
        Collection<Ref> line = new ArrayList<>(lineage.judged(thing));
        line.add(thing);
        Set<String> labels = new HashSet<>();
        book.things(line).forEach(one -> labels.add(one.label()));
        return labels;
    }

    private List<Missing> ofRecord(RunPapers run) {
        Map<Missing.Need, String> all = new LinkedHashMap<>();
        if (!run.production()) {
            all.put(Missing.Need.PRODUCTION, run.run() + " was no production run: nothing of it is released.");
        }
        if (!run.ended()) {
            all.put(Missing.Need.ENDED, run.run() + " is not over.");
        } else if (run.seal().isEmpty()) {
            all.put(Missing.Need.SEALED, "The record of " + run.run() + " is not sealed yet.");
        } else {
            if (!run.breaks().isEmpty()) {
                all.put(
                        Missing.Need.VERIFIED,
                        "The record of " + run.run() + " is not what was sealed: "
                                + run.breaks().get(0));
            }
            if (reviews(run).isEmpty()) {
                all.put(Missing.Need.REVIEWED, "Nobody but its operator has reviewed the record of " + run.run() + ".");
            }
        }
        List<Missing> missing = new ArrayList<>();
        all.forEach((need, text) -> missing.add(new Missing(need, run.run(), "", text)));
        return missing;
    }

    /** A deviation that names items concerns those and what came of them; one that names none, all of its run. */
    private static List<Deviation> openDeviations(RunPapers run, Ref thing, Set<String> labels) {
        return run.deviations().stream()
                .filter(one -> !one.isClosed())
                .filter(one -> thing.kind() == Kind.RUN
                        || one.items().isEmpty()
                        || one.items().stream().anyMatch(labels::contains))
                .toList();
    }

    /** What is missing, and what is wrong with this person signing. */
    List<Missing> missing(Ref thing, Genealogy.Judgement judgement, String who, Instant now) {
        boolean atRisk = judgement.act() == Disposition.Act.RELEASE_AT_RISK;
        List<RunPapers> behind = papers(thing, now);
        List<Missing> missing = new ArrayList<>(missing(thing, behind, atRisk, now));
        for (RunPapers run : behind) {
            List<String> workers = new ArrayList<>(List.of(run.operator()));
            List<String> reviewers =
                    reviews(run).stream().map(step -> step.by().user()).toList();
            if (reviewers.size() == 1) {
                workers.addAll(reviewers);
            }
            workers.stream()
                    .flatMap(worker -> FourEyes.RELEASE.refusal(worker, who).stream())
                    .findFirst()
                    .ifPresent(why -> missing.add(new Missing(Missing.Need.TWO_PEOPLE, run.run(), who, sentence(why))));
        }
        if (atRisk) {
            missing.addAll(ofRequest(thing, judgement, who));
        }
        return missing;
    }

    private List<Missing> ofRequest(Ref thing, Genealogy.Judgement judgement, String who) {
        Optional<ReleaseStep> request = request(thing);
        if (request.isEmpty()) {
            return List.of(
                    new Missing(Missing.Need.REQUEST, "", "", "No engineer has asked for a release at risk of it."));
        }
        List<Missing> missing = new ArrayList<>();
        FourEyes.RISK
                .refusal(request.get().by().user(), who)
                .ifPresent(why -> missing.add(new Missing(Missing.Need.TWO_PEOPLE, "", who, sentence(why))));
        Optional<Instant> asked = request.get().expires();
        if (asked.isPresent() && judgement.expires().stream().anyMatch(end -> end.isAfter(asked.get()))) {
            missing.add(new Missing(
                    Missing.Need.REQUEST, "", "", "It was asked for until " + asked.get() + ", not for longer."));
        }
        return missing;
    }

    private static String sentence(String rule) {
        return rule.substring(0, 1).toUpperCase(Locale.ROOT) + rule.substring(1) + ".";
    }

    // ---------------------------------------------------------------- steps

    /**
     * Looks whether somebody may review the record of a run now.
     *
     * @return the record they review
     * @throws RefusedException naming the rule
     */
    public RunPapers reviewable(Ref run, String who) {
        if (run.kind() != Kind.RUN) {
            throw RefusedException.rule("run", "kind", "The record of a run is reviewed.");
        }
        RunPapers papers = cabinet.of(run);
        if (papers.seal().isEmpty()) {
            throw RefusedException.state("run", "sealed", "The record of " + papers.run() + " is not sealed.");
        }
        FourEyes.REVIEW.refusal(papers.operator(), who).ifPresent(why -> {
            throw RefusedException.state("signature", "four-eyes", sentence(why));
        });
        return papers;
    }

    /** Somebody has reviewed a record. */
    public ReleaseStep review(Ref run, Signature by, String text, String signature) {
        RunPapers papers = reviewable(run, by.user());
        return kept(
                new ReleaseStep(ReleaseStep.Kind.REVIEW, run, by, text, Optional.empty(), papers.seal(), signature));
    }

    /**
     * Looks whether a release at risk may be asked for.
     *
     * @param end how long it should last at most
     */
    public void requestable(Ref thing, Instant end, Instant now) {
        if (!thing.kind().isDisposed()) {
            throw RefusedException.rule("entity", "kind", "It has no disposition.");
        }
        Genealogy.refuseWrongEnd(end, now);
        List<Missing> missing = missing(thing, papers(thing, now), true, now);
        if (!missing.isEmpty()) {
            throw RefusedException.lacking(missing);
        }
    }

    /** An engineer asks that something be released at risk. */
    public ReleaseStep ask(Ref thing, Signature by, String reason, Instant end, String signature) {
        requestable(thing, end, by.at());
        return kept(new ReleaseStep(ReleaseStep.Kind.RISK, thing, by, reason, Optional.of(end), "", signature));
    }

    private ReleaseStep kept(ReleaseStep step) {
        steps.add(step);
        return step;
    }
}
