package org.sputterpilot.app;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;
import java.util.Arrays;

/** Where the program begins: the server without a word, or one of its sub-commands. */
@QuarkusMain
public class Main {
    private static final String USAGE =
            """
            sputterpilot                    the controller with its pages on http://localhost:8080
            sputterpilot check [DIR]        reads the plant files and says what is wrong with them
            sputterpilot run RECIPE [--speed N] [--seed N] [--foil ID] [--data DIR] [--free] [--json] [--unknown-tool]
                                            one run on the virtual chamber, without pages
            sputterpilot chamber            the virtual chamber alone, behind its two doors
            """;

    public static void main(String... args) {
        String command = args.length == 0 ? "" : args[0];
        String[] rest = args.length == 0 ? args : Arrays.copyOfRange(args, 1, args.length);
        switch (command) {
            case "" -> Quarkus.run(args);
            case "check" -> System.exit(CheckCommand.run(rest, System.out));
            case "run" -> System.exit(RunCommandLine.run(rest, System.out, System.err));
            case "chamber" -> System.exit(ChamberCommand.run(rest, System.out));
            case "help", "--help", "-h" -> System.out.print(USAGE);
            default -> {
                System.err.println("There is no command '" + command + "'.");
                System.err.print(USAGE);
                System.exit(64);
            }
        }
    }
}
