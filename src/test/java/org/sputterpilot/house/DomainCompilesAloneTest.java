package org.sputterpilot.house;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import javax.tools.Diagnostic;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The pure ring needs nothing but java.base: compiled alone, with an empty class path, or not at all. */
class DomainCompilesAloneTest {
    @TempDir
    Path out;

    @Test
    void thePureRingCompilesWithJavaBaseOnly() throws IOException {
        List<Path> sources = new ArrayList<>();
        for (String room : House.PURE_ROOMS) {
            sources.addAll(House.sourcesDirectlyIn(room));
        }
        assertThat(sources).hasSizeGreaterThan(50);

        assertThat(errors(sources)).isEmpty();
    }

    @Test
    void aSourceThatReachesForTheDatabaseIsRejectedAtItsLine() throws IOException {
        Path reaching = out.resolve("Reaching.java");
        Files.writeString(reaching, "class Reaching {\n  java.sql.Connection database;\n}\n");

        assertThat(errors(List.of(reaching)))
                .singleElement()
                .asString()
                .contains("Reaching.java:2:")
                .contains("java.sql");
    }

    private List<String> errors(List<Path> sources) throws IOException {
        var compiler = ToolProvider.getSystemJavaCompiler();
        var diagnostics = new DiagnosticCollector<JavaFileObject>();
        try (StandardJavaFileManager files = compiler.getStandardFileManager(diagnostics, null, null)) {
            compiler.getTask(
                            null,
                            files,
                            diagnostics,
                            List.of("-cp", "", "--limit-modules", "java.base", "-d", out.toString(), "-proc:none"),
                            null,
                            files.getJavaFileObjectsFromPaths(sources))
                    .call();
        }
        try (Stream<Diagnostic<? extends JavaFileObject>> all = diagnostics.getDiagnostics().stream()) {
            return all.filter(d -> d.getKind() == Diagnostic.Kind.ERROR)
                    .map(d -> (d.getSource() == null ? "" : d.getSource().getName()) + ":" + d.getLineNumber() + ": "
                            + d.getMessage(null))
                    .toList();
        }
    }
}
