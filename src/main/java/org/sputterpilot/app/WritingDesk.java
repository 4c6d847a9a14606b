package org.sputterpilot.app;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** Where paper is written beside the cycle: one sheet after the other, on a thread of its own. */
final class WritingDesk implements AutoCloseable {
    private static final long LAST_SHEET_S = 5;

    private final ExecutorService desk;

    WritingDesk(String name) {
        desk = Executors.newSingleThreadExecutor(task -> new Thread(task, name));
    }

    /**
     * Puts a sheet on the pile.
     *
     * @throws java.util.concurrent.RejectedExecutionException once the desk is closed
     */
    void execute(Runnable sheet) {
        desk.execute(sheet);
    }

    /** Lets what lies on the desk be finished, but does not wait for ever. */
    @Override
    public void close() {
        desk.shutdown();
        try {
            if (!desk.awaitTermination(LAST_SHEET_S, TimeUnit.SECONDS)) {
                desk.shutdownNow();
            }
        } catch (InterruptedException e) {
            desk.shutdownNow();
            Thread.currentThread().interrupt();
        }
    }
}
