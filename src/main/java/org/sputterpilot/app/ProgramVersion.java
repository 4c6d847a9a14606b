package org.sputterpilot.app;

import java.util.Optional;
import org.eclipse.microprofile.config.ConfigProvider;

/** Which version of the program this is, as records name it. */
final class ProgramVersion {
    private ProgramVersion() {}

    static String text() {
        return ConfigProvider.getConfig()
                .getOptionalValue("quarkus.application.version", String.class)
                .or(() -> Optional.ofNullable(Main.class.getPackage().getImplementationVersion()))
                .orElse("unpackaged");
    }
}
