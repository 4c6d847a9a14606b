package org.sputterpilot.contracts;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.sputterpilot.historian.db.Database;

/** The book of recipes in the embedded database. */
class RecipeBookH2ContractTest extends RecipeBookContract {
    @TempDir
    Path data;

    @Override
    protected Database emptyDatabase() {
        return FreshH2.in(data.resolve("historian"));
    }
}
