package org.sputterpilot.app;

import io.quarkus.runtime.Quarkus;
import io.quarkus.runtime.annotations.QuarkusMain;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.logging.ConsoleHandler;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.Logger;

/** Where the program begins: the server without a word, or one of its sub-commands. */
@QuarkusMain
public class Main {
    private static final String USAGE = """
            sputterpilot                    the controller with its pages on http://localhost:8080
            sputterpilot check [DIR]        reads the plant files and says what is wrong with them
            sputterpilot matrix [DIR] --out FILE
                                            prints the cause-and-effect matrix: FILE.pdf, .html or .md
            sputterpilot run RECIPE [--speed N] [--seed N] [--foil ID] [--data DIR] [--free] [--json] [--unknown-tool]
                                            one run on the virtual chamber, without pages
            sputterpilot chamber            the virtual chamber alone, behind its two doors
            sputterpilot cell-test FILE     what a cell tester's file says, as JSON
            sputterpilot demo-data [--data DIR]
                                            fills a demonstration history of foil, cells and tests, labelled as such
            sputterpilot certificates list | trust LINK FINGERPRINT | reject LINK FINGERPRINT | rotate LINK [--reason TEXT] [--data DIR]
                         [--server URL --user NAME]
                                            whose OPC UA certificates are believed
            sputterpilot browse | bindings | read | monitor | write
                                            speaks to the devices behind the links; each says how when asked nothing
            sputterpilot verify-audit [--data DIR] [--database JDBC-URL] [--server URL --user NAME] [--key FINGERPRINT]
                                            whether audit and signatures are as they were written
            sputterpilot backup FILE [--with-keys] [--data DIR] [--database JDBC-URL] [--server URL --user NAME]
                                            everything that must survive, as one signed file
            sputterpilot verify-backup FILE [--key FINGERPRINT]
                                            whether a backup is as it was written
            sputterpilot restore FILE [--replace] [--data DIR] [--database JDBC-URL]
                                            puts a backup back
            sputterpilot migrate --database JDBC-URL [--data DIR]
                                            moves the history from the file to a PostgreSQL server
            sputterpilot vacuum [--data DIR] [--database JDBC-URL]
                                            gives room nobody uses any more back to the disk
            sputterpilot import-log FILE --mapping ID [--data DIR] [--database JDBC-URL] [--server URL --user NAME]
                                            the log of another tool becomes a run of that tool
            sputterpilot verify-record FILE [--key FINGERPRINT]
                                            whether a run record, JSON or PDF, is as it was sealed
            sputterpilot replay RUN | --all [--data DIR] [--plant DIR] [--most N]
                                            whether this program, or other plant files, would decide the same
            """;

    /** Loggers are held weakly; what was set on them would be forgotten with them. */
    private static final List<Logger> KEPT = new ArrayList<>();

    public static void main(String... args) {
        String command = args.length == 0 ? "" : args[0];
        String[] rest = args.length == 0 ? args : Arrays.copyOfRange(args, 1, args.length);
        if (!command.isEmpty()) {
            onlyWarnings();
        }
        switch (command) {
            case "" -> Quarkus.run(args);
            case "check" -> end(CheckCommand.run(rest, System.out));
            case "matrix" -> end(MatrixCommand.run(rest, System.out, System.err));
            case "run" -> end(RunCommandLine.run(rest, System.out, System.err));
            case "chamber" -> end(ChamberCommand.run(rest, System.out));
            case "cell-test" -> end(CellTestCommand.run(rest, System.out, System.err));
            case "browse", "bindings", "read", "monitor", "write" -> end(LinkCommand.run(command, rest, System.out));
            case "demo-data" -> end(DemoDataCommand.run(rest, System.out, System.err));
            case "certificates" -> end(CertificatesCommand.run(rest, System.out));
            case "verify-audit" -> end(VerifyAuditCommand.run(rest, System.out));
            case "backup" -> end(BackupCommand.run(rest, System.out));
            case "verify-backup" -> end(VerifyBackupCommand.run(rest, System.out));
            case "restore" -> end(RestoreCommand.run(rest, System.out));
            case "migrate" -> end(MigrateCommand.run(rest, System.out));
            case "import-log" -> end(ImportLogCommand.run(rest, System.out));
            case "vacuum" -> end(VacuumCommand.run(rest, System.out));
            case "verify-record" -> end(VerifyRecordCommand.run(rest, System.out));
            case "replay" -> end(ReplayCommand.run(rest, System.out));
            case "help", "--help", "-h" -> System.out.print(USAGE);
            default -> {
                System.err.println("There is no command '" + command + "'.");
                System.err.print(USAGE);
                end(64);
            }
        }
    }

    private static void end(int status) {
        System.out.flush();
        System.exit(status);
    }

    /** A command talks by itself; what its libraries have to say is shown from warnings on. */
    private static void onlyWarnings() {
        Logger root = Logger.getLogger("");
        for (Handler handler : root.getHandlers()) {
            root.removeHandler(handler);
        }
        root.setLevel(Level.WARNING);
        ConsoleHandler console = new ConsoleHandler();
        console.setLevel(Level.WARNING);
        root.addHandler(console);
        for (String chatty :
                List.of("org.eclipse.milo", "org.apache.plc4x", "org.flywaydb", "io.netty", "com.digitalpetri")) {
            Logger logger = Logger.getLogger(chatty);
            logger.setLevel(Level.OFF);
            KEPT.add(logger);
        }
    }
}
