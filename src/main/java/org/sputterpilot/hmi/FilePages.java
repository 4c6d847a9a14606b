package org.sputterpilot.hmi;

import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalLong;
import org.sputterpilot.celltests.ChannelMount;
import org.sputterpilot.celltests.FileState;
import org.sputterpilot.celltests.Linking;
import org.sputterpilot.celltests.TestFile;
import org.sputterpilot.celltests.Warning;
import org.sputterpilot.hmi.wire.FileRow;
import org.sputterpilot.hmi.wire.FileWarning;
import org.sputterpilot.hmi.wire.MountRow;

/** Testers' files and the channel board as lists show them. */
final class FilePages {
    private FilePages() {}

    static FileRow row(CellTestDesk desk, TestFile file) {
        Linking linking = desk.linking();
        boolean waits = file.link().isEmpty() && file.state() == FileState.READ;
        OptionalLong progress = desk.progress(file.sha256());
        return new FileRow(
                file.sha256(),
                file.sha256(),
                file.name(),
                file.sizeBytes(),
                file.source().name(),
                file.receivedAt(),
                file.receivedBy(),
                file.state().name(),
                progress.isPresent() ? progress.getAsLong() : null,
                text(file.extent().format()),
                text(file.extent().parser()),
                file.extent().records(),
                file.extent().cycles(),
                file.extent().halfCycles(),
                text(file.extent().firstTime()),
                text(file.extent().lastTime()),
                number(file.extent().minVoltageV()),
                number(file.extent().maxVoltageV()),
                warnings(file.warnings()),
                file.wrong().map(TestFile.Wrong::message).orElse(null),
                file.wrong().map(TestFile.Wrong::rule).orElse(null),
                file.link().map(link -> link.test()).orElse(null),
                file.link().map(link -> link.how().name()).orElse(null),
                file.link().map(link -> link.confidence()).orElse(null),
                file.link().map(link -> link.evidence()).orElse(null),
                waits ? linking.why(file) : null,
                waits
                        ? linking.candidates(file).stream()
                                .map(one -> new FileRow.Candidate(
                                        one.cell(),
                                        one.test().orElse(null),
                                        one.how().name(),
                                        one.evidence()))
                                .toList()
                        : List.of());
    }

    static List<FileWarning> warnings(List<Warning> warnings) {
        return warnings.stream()
                .map(one -> new FileWarning(one.line(), one.code(), one.message()))
                .toList();
    }

    private static String text(String found) {
        return found.isEmpty() ? null : found;
    }

    private static Double number(OptionalDouble value) {
        return value.isPresent() ? value.getAsDouble() : null;
    }

    static MountRow row(ChannelMount mount) {
        return new MountRow(
                mount.id(),
                mount.cell(),
                mount.channel().device(),
                mount.channel().unit(),
                mount.channel().number(),
                mount.protocol(),
                mount.mountedAt(),
                mount.mountedBy(),
                mount.clockOffsetS(),
                mount.end().map(ChannelMount.End::at).orElse(null),
                mount.end().map(ChannelMount.End::who).orElse(null),
                mount.end().map(ChannelMount.End::reason).orElse(null));
    }
}
