package org.sputterpilot.links.opcua;

/** Why a connection could not be made or did not answer, in words for the person who reads the link's health. */
final class LinkFault extends Exception {
    private static final long serialVersionUID = 1L;

    LinkFault(String message) {
        super(message);
    }
}
