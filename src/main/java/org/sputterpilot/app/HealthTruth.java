package org.sputterpilot.app;

import io.smallrye.health.api.Wellness;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.List;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;
import org.sputterpilot.hmi.wire.LiveLink;

/** What {@code /q/health} says. Ready means that commands are taken; a lost link is the truth, not unreadiness. */
public final class HealthTruth {
    private HealthTruth() {}

    /** The cycle turns. */
    @Readiness
    @ApplicationScoped
    public static class Cycle implements HealthCheck {
        @Inject
        ControlRoom room;

        @Override
        public HealthCheckResponse call() {
            return HealthCheckResponse.named("cycle")
                    .status(room.unit().map(RunningUnit::alive).orElse(false))
                    .build();
        }
    }

    /** The database answers. */
    @Readiness
    @ApplicationScoped
    public static class Database implements HealthCheck {
        @Inject
        ControlRoom room;

        @Override
        public HealthCheckResponse call() {
            return HealthCheckResponse.named("database")
                    .status(room.unit().map(u -> u.records().databaseAnswers()).orElse(false))
                    .build();
        }
    }

    /** The links to the field, as they are. */
    @Wellness
    @ApplicationScoped
    public static class Links implements HealthCheck {
        @Inject
        ControlRoom room;

        @Override
        public HealthCheckResponse call() {
            List<LiveLink> links = room.unit().map(RunningUnit::links).orElse(List.of());
            boolean allUp =
                    !links.isEmpty() && links.stream().allMatch(l -> l.state().equals("UP"));
            HealthCheckResponseBuilder answer =
                    HealthCheckResponse.named("links").status(allUp);
            links.forEach(link -> answer.withData(link.id(), link.state()));
            return answer.build();
        }
    }
}
