package org.sputterpilot.historian.db;

import java.util.ArrayList;
import java.util.List;
import org.sputterpilot.recipes.Load;

/**
 * A load as the column {@code run.loaded} keeps it: the holder in the first line, then a line for each piece, "A 1
 * ZF-25-0001" for a foil with side A in slot 1, "W 7 SI-25-0001" for a witness in slot 7. Labels hold no line breaks.
 */
final class LoadText {
    private static final String WITNESS = "W";

    private LoadText() {}

    static String of(Load load) {
        List<String> lines = new ArrayList<>();
        lines.add(load.holder());
        load.items().forEach(item -> lines.add(item.side() + " " + item.slot() + " " + item.id()));
        load.witnesses().forEach(witness -> lines.add(WITNESS + " " + witness.slot() + " " + witness.id()));
        return String.join("\n", lines);
    }

    /** The load of a column; runs from before there was one have none. */
    static Load read(String text) {
        List<String> lines = text.lines().toList();
        if (lines.isEmpty()) {
            return Load.NONE;
        }
        List<Load.Item> items = new ArrayList<>();
        List<Load.Witness> witnesses = new ArrayList<>();
        for (String line : lines.subList(1, lines.size())) {
            String[] parts = line.split(" ", 3);
            if (parts[0].equals(WITNESS)) {
                witnesses.add(new Load.Witness(Integer.parseInt(parts[1]), parts[2]));
            } else {
                items.add(new Load.Item(Integer.parseInt(parts[1]), parts[2], Load.Side.valueOf(parts[0])));
            }
        }
        return new Load(lines.get(0), items, witnesses);
    }
}
