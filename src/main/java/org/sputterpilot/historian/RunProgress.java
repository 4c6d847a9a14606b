package org.sputterpilot.historian;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.sputterpilot.recipes.Interruption;
import org.sputterpilot.recipes.Prompt;
import org.sputterpilot.recipes.RunComment;
import org.sputterpilot.recipes.RunStatus;

/**
 * How far a run has come, beside its row and its phases: what the next controller needs when this one dies. Written at
 * every step of the run, replaced by the next one.
 */
final class RunProgress {
    private RunProgress() {}

    static String json(RunStatus run, List<String> trips) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("trips", trips);
        json.put("interruptions", interruptions(run.interruptions()));
        json.put("prompts", prompts(run.prompts()));
        json.put("comments", comments(run.comments()));
        run.leak()
                .ifPresent(leak -> json.put(
                        "leak",
                        Map.of(
                                "total", leak.total(),
                                "totalSigma", leak.totalSigma(),
                                "leak", leak.leak(),
                                "leakSigma", leak.leakSigma())));
        return CanonicalJson.of(json);
    }

    static List<Object> interruptions(List<Interruption> interruptions) {
        List<Object> layers = new ArrayList<>();
        for (Interruption interruption : interruptions) {
            layers.add(Map.of(
                    "at", interruption.at(),
                    "thicknessNm", RunRecord.shown(interruption.thickness().nanometres()),
                    "lastedS", interruption.lasted().toNanos() / 1e9,
                    "why", interruption.why(),
                    "plasmaKept", interruption.plasmaKept(),
                    "gas", interruption.plasmaKept() ? "PROCESS_GAS" : "NONE",
                    "highestPa", RunRecord.shown(interruption.highest().pascal()),
                    "over", interruption.over()));
        }
        return layers;
    }

    static List<Object> prompts(List<Prompt> prompts) {
        List<Object> all = new ArrayList<>();
        for (Prompt prompt : prompts) {
            Map<String, Object> one = new LinkedHashMap<>();
            one.put("number", prompt.number());
            one.put("phase", prompt.phase().text());
            one.put("text", prompt.text());
            one.put("detail", prompt.detail());
            one.put(
                    "answers",
                    prompt.question().answers().stream().map(Enum::name).toList());
            one.put("withinS", prompt.question().within().map(time -> time.toNanos() / 1e9));
            one.put("askedAt", prompt.askedAt());
            one.put("state", prompt.state().name());
            prompt.closed().ifPresent(end -> {
                one.put("closedAt", end.at());
                one.put("answer", end.answer().map(Enum::name));
                one.put("by", end.by());
                one.put("comment", end.comment());
            });
            all.add(one);
        }
        return all;
    }

    static List<Object> comments(List<RunComment> comments) {
        List<Object> all = new ArrayList<>();
        for (RunComment comment : comments) {
            all.add(Map.of(
                    "at", comment.at(),
                    "phase", comment.phase().text(),
                    "by", comment.by(),
                    "text", comment.text()));
        }
        return all;
    }
}
