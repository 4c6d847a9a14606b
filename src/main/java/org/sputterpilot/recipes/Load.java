package org.sputterpilot.recipes;

import java.util.List;

/**
 * What lies on the holder: which item in which slot with which side to the target.
 *
 * @param holder the holder's id
 * @param items foil pieces and coupons
 * @param witnesses polished pieces that are measured instead of the foil
 */
public record Load(String holder, List<Item> items, List<Witness> witnesses) {

    /** Nobody said. */
    public static final Load NONE = new Load("", List.of(), List.of());

    /** One piece of foil or one coupon. */
    public record Item(int slot, String id, Side side) {}

    /** One witness piece. */
    public record Witness(int slot, String id) {}

    /** Which side faces the target; on side A the cut corner is at the top right. */
    public enum Side {
        A,
        B
    }

    public Load {
        items = List.copyOf(items);
        witnesses = List.copyOf(witnesses);
    }

    /** Foils in the slots 1, 2, 3 … with side A to the target and no witness. */
    public static Load of(String holder, List<String> foils) {
        List<Item> items = new java.util.ArrayList<>();
        for (String foil : foils) {
            items.add(new Item(items.size() + 1, foil, Side.A));
        }
        return new Load(holder, items, List.of());
    }

    /** The ids of the items in the order of the list. */
    public List<String> foils() {
        return items.stream().map(Item::id).toList();
    }
}
