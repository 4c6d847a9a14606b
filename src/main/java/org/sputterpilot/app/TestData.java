package org.sputterpilot.app;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.sputterpilot.celltests.CellTestBook;
import org.sputterpilot.celltests.Curve;
import org.sputterpilot.celltests.FileState;
import org.sputterpilot.celltests.HalfCycle;
import org.sputterpilot.celltests.Quantity;
import org.sputterpilot.celltests.Records;
import org.sputterpilot.celltests.TestFile;

/** The files of one test laid behind each other: a restart goes on where the file before it ended. */
final class TestData {
    private static final int MOST_FILES = 500;
    private static final int MOST_RECORDS = 400_000;

    /** A file, and what its test time is behind the test's. */
    record Part(TestFile file, double offsetS, List<HalfCycle> halves) {}

    private final CellTestBook book;
    private final List<Part> parts;

    private TestData(CellTestBook book, List<Part> parts) {
        this.book = book;
        this.parts = List.copyOf(parts);
    }

    static TestData of(CellTestBook book, String test) {
        List<TestFile> files =
                new ArrayList<>(book.files(new CellTestBook.Search(Optional.of(test), false, MOST_FILES)).stream()
                        .filter(file -> file.state() == FileState.READ)
                        .toList());
        files.removeIf(file -> files.stream().anyMatch(other -> grown(file, other)));
        files.sort(Comparator.comparing((TestFile file) -> file.extent().firstTime())
                .thenComparing(TestFile::receivedAt)
                .thenComparing(TestFile::sha256));
        List<Part> parts = new ArrayList<>();
        double end = 0;
        int numbers = 0;
        for (TestFile file : files) {
            List<HalfCycle> own = book.halfCycles(file.sha256());
            double offset = !own.isEmpty() && own.get(0).startS() < end ? end : 0;
            int before = numbers;
            List<HalfCycle> later =
                    own.stream().map(half -> half.later(before, offset)).toList();
            parts.add(new Part(file, offset, later));
            numbers += own.size();
            end = own.isEmpty() ? end : later.get(later.size() - 1).endS();
        }
        return new TestData(book, parts);
    }

    /** A test that runs is exported again and again: what began at the same second is the same, the longest counts. */
    private static boolean grown(TestFile file, TestFile other) {
        return !file.extent().firstTime().isEmpty()
                && file.extent().firstTime().equals(other.extent().firstTime())
                && file.extent().format().equals(other.extent().format())
                && file.extent().records() < other.extent().records();
    }

    List<Part> parts() {
        return parts;
    }

    List<HalfCycle> halves() {
        return parts.stream().flatMap(part -> part.halves().stream()).toList();
    }

    /** The voltage of a half-cycle, mV, record by record. */
    double[] millivolts(HalfCycle half) {
        for (Part part : parts) {
            if (part.halves().contains(half)) {
                Records records = book.records(
                        part.file().sha256(),
                        half.startS() - part.offsetS(),
                        half.endS() - part.offsetS(),
                        MOST_RECORDS);
                double[] v = records.column(Quantity.VOLTAGE_V);
                double[] a = records.column(Quantity.CURRENT_A);
                // the block around it also holds a rest: only what flows this way belongs to it
                return java.util.stream.IntStream.range(0, v.length)
                        .filter(i -> Math.signum(a[i]) == half.direction())
                        .mapToDouble(i -> v[i] * 1e3)
                        .toArray();
            }
        }
        throw new IllegalArgumentException("half-cycle " + half.number() + " is of another test");
    }

    /** All records of one file. */
    Records records(Part part) {
        return book.records(part.file().sha256(), Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY, MOST_RECORDS);
    }

    Curve curve(double fromS, double toS, int points) {
        List<Curve.Bucket> all = new ArrayList<>();
        boolean exact = true;
        for (Part part : parts) {
            Curve one = book.curve(part.file().sha256(), fromS - part.offsetS(), toS - part.offsetS(), points);
            exact &= one.exact();
            one.buckets().forEach(bucket -> all.add(bucket.later(part.offsetS())));
        }
        all.sort(Comparator.comparingDouble(Curve.Bucket::fromS));
        return new Curve(all, exact).thinned(points);
    }
}
