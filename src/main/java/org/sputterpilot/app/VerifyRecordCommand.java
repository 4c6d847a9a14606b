package org.sputterpilot.app;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.sputterpilot.historian.PrintSeal;
import org.sputterpilot.historian.RecordFile;
import org.sputterpilot.historian.SealProof;

/**
 * {@code verify-record FILE}: looks at every byte of a sealed run record, JSON or PDF, and says what is as it was
 * sealed and what is not, and where. Needs the file and nothing else; starts nothing.
 */
final class VerifyRecordCommand {
    private static final int USAGE = 64;

    private VerifyRecordCommand() {}

    /** @return 0 when everything is as it was sealed, 1 when not or when it cannot be read, 64 when asked wrongly */
    static int run(String[] args, PrintStream out) {
        try {
            Arguments given = Arguments.parse(args, List.of("--key"), List.of());
            if (given.words().size() != 1) {
                throw new IllegalArgumentException("verify-record FILE [--key FINGERPRINT]");
            }
            byte[] file = Files.readAllBytes(Path.of(given.words().get(0)));
            return tell(PrintSeal.isPrint(file) ? PrintSeal.verify(file) : RecordFile.verify(file), given, out);
        } catch (IllegalArgumentException e) {
            out.println(e.getMessage());
            return USAGE;
        } catch (IOException e) {
            out.println("The file cannot be read: " + e.getMessage());
            return 1;
        }
    }

    private static int tell(SealProof proof, Arguments given, PrintStream out) {
        proof.good().forEach(line -> out.println("good    " + line));
        proof.keys().forEach(key -> out.println("key     " + key));
        proof.breaks().forEach(line -> out.println("BROKEN  " + line));
        String trusted = given.text("--key", "");
        List<String> foreign = trusted.isEmpty()
                ? List.of()
                : proof.keys().stream().filter(key -> !key.startsWith(trusted)).toList();
        foreign.forEach(key -> out.println("BROKEN  signed with key " + key + ", which is not the expected one"));
        boolean holds = proof.holds() && foreign.isEmpty() && !proof.keys().isEmpty();
        out.println(
                holds
                        ? "The record is as it was sealed."
                                + (trusted.isEmpty() ? " Compare the key with the one of the installation." : "")
                        : "The record does not hold.");
        return holds ? 0 : 1;
    }
}
