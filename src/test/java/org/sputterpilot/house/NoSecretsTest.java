package org.sputterpilot.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** No key and no password is kept in the tree: whoever reads the sources must not be able to sign in anywhere. */
class NoSecretsTest {
    private static final List<String> FOLDERS =
            List.of(".ci", ".github", "equipment", "recipes", "interlocks", "historian", "hmi/src", "hmi/dev", "src");
    private static final List<Pattern> SECRETS = List.of(
            Pattern.compile("-----BEGIN (RSA |EC |OPENSSH |ENCRYPTED )?PRIVATE " + "KEY-----\\s*[A-Za-z0-9+/]{16}"),
            Pattern.compile("\\bAKIA[0-9A-Z]{16}\\b"),
            Pattern.compile("\\bgh[pousr]_[A-Za-z0-9]{36}\\b"),
            Pattern.compile("\\bglpat-[A-Za-z0-9_-]{20}\\b"),
            Pattern.compile("\\bxox[abprs]-[A-Za-z0-9-]{10,}"),
            Pattern.compile("\\beyJ[A-Za-z0-9_-]{20,}\\.eyJ[A-Za-z0-9_-]{20,}\\.[A-Za-z0-9_-]{20,}"),
            Pattern.compile("(?i)://[a-z0-9._-]+:[^@/\\s\"'${]{3,}@"),
            Pattern.compile("(?im)^\\s*(quarkus|sputterpilot)[a-z.-]*(password|secret)\\s*=\\s*[^\\s$]"));

    @Test
    void theTreeHoldsNoSecret() throws IOException {
        List<String> found = new ArrayList<>();
        for (String folder : FOLDERS) {
            found.addAll(secretsUnder(Path.of(folder)));
        }
        assertThat(found).isEmpty();
    }

    @Test
    void whatItLooksForItFinds(@TempDir Path folder) throws IOException {
        Files.writeString(folder.resolve("a.properties"), "sputterpilot.database.password=hunter2\n");
        Files.writeString(folder.resolve("b.txt"), "jdbc://mara:" + "hunter2@db.example/x");
        Files.writeString(folder.resolve("c.pem"), "-----BEGIN PRIVATE " + "KEY-----\nMIIEvQIBADANBgkqhkiG9w0BAQ\n");
        assertThat(secretsUnder(folder)).hasSize(3);
    }

    private static List<String> secretsUnder(Path folder) throws IOException {
        List<String> found = new ArrayList<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile)
                    .filter(one -> !one.toString().contains("node_modules"))
                    .toList()) {
                String text;
                try {
                    text = Files.readString(file);
                } catch (MalformedInputException picture) {
                    continue;
                }
                for (Pattern secret : SECRETS) {
                    if (secret.matcher(text).find()) {
                        found.add(file + ": " + secret);
                    }
                }
            }
        }
        return found;
    }
}
