package org.sputterpilot.celltests.db;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** The bytes testers wrote, each once, under their SHA-256. Nothing in here is ever changed. */
public final class Originals {
    private final Path folder;

    public Originals(Path folder) {
        this.folder = folder;
    }

    /** Bytes that are kept. */
    public record Kept(String sha256, long sizeBytes) {}

    /** Keeps bytes; they survive a power cut once this returns. */
    public Kept keep(InputStream bytes) throws IOException {
        Files.createDirectories(folder);
        Path unnamed = Files.createTempFile(folder, "arriving-", ".part");
        try {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            long size;
            try (DigestOutputStream out = new DigestOutputStream(Files.newOutputStream(unnamed), digest)) {
                size = bytes.transferTo(out);
            }
            String sha256 = HexFormat.of().formatHex(digest.digest());
            Path named = path(sha256);
            if (!Files.exists(named)) {
                try (FileChannel channel = FileChannel.open(unnamed, StandardOpenOption.WRITE)) {
                    channel.force(true);
                }
                Files.createDirectories(named.getParent());
                Files.move(unnamed, named, StandardCopyOption.ATOMIC_MOVE);
                synchronise(named.getParent());
            }
            return new Kept(sha256, size);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        } finally {
            Files.deleteIfExists(unnamed);
        }
    }

    private static void synchronise(Path directory) throws IOException {
        try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
            channel.force(true);
        } catch (IOException notOnThisSystem) {
            // some systems cannot open a folder; the file itself is on the disk
            if (!Files.isDirectory(directory)) {
                throw notOnThisSystem;
            }
        }
    }

    /** Where these bytes lie. */
    public Path path(String sha256) {
        return folder.resolve(sha256.substring(0, 2)).resolve(sha256);
    }
}
