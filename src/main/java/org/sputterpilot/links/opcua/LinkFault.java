package org.sputterpilot.links.opcua;

import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeoutException;
import org.eclipse.milo.opcua.stack.core.StatusCodes;
import org.eclipse.milo.opcua.stack.core.UaException;
import org.eclipse.milo.opcua.stack.core.UaServiceFaultException;
import org.eclipse.milo.opcua.stack.core.types.builtin.StatusCode;

/** Why a connection could not be made or did not answer, in words for the person who reads the link's health. */
final class LinkFault extends Exception {
    private static final long serialVersionUID = 1L;

    LinkFault(String message) {
        super(message);
    }

    /** What went wrong in words of the wire; the names of classes belong to nobody's plant. */
    static String words(Throwable fault) {
        for (Throwable cause = fault; cause != null; cause = cause.getCause()) {
            if (cause instanceof ConnectException) {
                return cause.getMessage() != null && cause.getMessage().contains("timed out")
                        ? "nobody answers at this address"
                        : "nobody listens at this address (connection refused)";
            } else if (cause instanceof UnknownHostException) {
                return "no machine has the name in this address";
            } else if (cause instanceof NoRouteToHostException) {
                return "no way leads to this address";
            }
        }
        Throwable root = fault;
        while ((root instanceof CompletionException || root instanceof ExecutionException) && root.getCause() != null) {
            root = root.getCause();
        }
        if (root instanceof TimeoutException) {
            return "no answer in time";
        } else if (root instanceof UaServiceFaultException refused) {
            return name(refused.getStatusCode());
        } else if (root instanceof UaException known) {
            return said(known);
        }
        return root.getMessage() == null ? root.getClass().getSimpleName() : root.getMessage();
    }

    /** The status by its name, and what was said besides unless that only says it again. */
    private static String said(UaException known) {
        String status = name(known.getStatusCode());
        String message = known.getMessage() == null ? "" : known.getMessage();
        boolean adds = !message.isEmpty() && !message.contains("Exception") && !message.startsWith("status=");
        return !adds ? status : message.contains(status) ? message : message + " (" + status + ")";
    }

    /** A status by its name. */
    static String name(StatusCode status) {
        return StatusCodes.lookup(status.value()).map(found -> found[0]).orElse(status.toString());
    }
}
