package org.sputterpilot.links;

import java.util.List;
import java.util.Optional;

/** What a device says it has, for the person who binds its places to tags. Asked by people, never by the turn. */
public interface AddressSpace {
    /**
     * The places right below one.
     *
     * @param place its address; empty for the top
     * @throws Unreachable when the device does not answer or does not have the place
     */
    List<Place> below(String place) throws Unreachable;

    /**
     * Places with a value whose name or address contains these words, whatever the case.
     *
     * @param most no more than so many
     * @throws Unreachable when the device does not answer
     */
    List<Place> find(String words, int most) throws Unreachable;

    /**
     * Each of these places, in order; empty where the device has none.
     *
     * @throws Unreachable when the device does not answer
     */
    List<Optional<Place>> look(List<String> places) throws Unreachable;

    /** Why a device did not tell what it has. */
    final class Unreachable extends Exception {
        private static final long serialVersionUID = 1L;

        public Unreachable(String message) {
            super(message);
        }
    }
}
