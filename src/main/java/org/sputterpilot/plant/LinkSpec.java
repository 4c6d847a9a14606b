package org.sputterpilot.plant;

import java.time.Duration;

/**
 * One link as {@code equipment/links.yaml} describes it; times are communication limits (wall time).
 *
 * @param id the name addresses begin with
 * @param url where it is; the scheme chooses the driver
 * @param publishing how often a server may send what changed
 * @param sampling how often a server looks
 * @param poll how often everything is read, whatever changed
 * @param guardPoll how often what interlocks read is read besides; half of publishing unless the file says otherwise
 * @param lost no good answer for this long: the link is lost
 * @param signIn who we are to an OPC UA server
 * @param user user name when one signs in with a password
 * @param passwordFile file with the password; empty when the environment holds it, and for the virtual chamber's own
 * @param security OPC UA security policy, {@code None} for none
 * @param messages what the policy does to each message
 * @param clockOffset how far a server's clock may stand from ours before people are told
 */
public record LinkSpec(
        String id,
        String url,
        Duration publishing,
        Duration sampling,
        Duration poll,
        Duration guardPoll,
        Duration lost,
        SignIn signIn,
        String user,
        String passwordFile,
        String security,
        Messages messages,
        Duration clockOffset) {

    /** Who we are to an OPC UA server. */
    public enum SignIn {
        ANONYMOUS,
        PASSWORD,
        CERTIFICATE
    }

    /** What a security policy does to each message. */
    public enum Messages {
        /** Nobody can forge it; anybody can read it. */
        SIGN,
        SIGN_AND_ENCRYPT
    }

    public String scheme() {
        return url.substring(0, url.indexOf(':'));
    }

    /** The same link at another port; the virtual chamber picks a free one when its own is taken. */
    public LinkSpec at(int port) {
        String moved = url.replaceFirst(":\\d+", ":" + port);
        return new LinkSpec(
                id,
                moved,
                publishing,
                sampling,
                poll,
                guardPoll,
                lost,
                signIn,
                user,
                passwordFile,
                security,
                messages,
                clockOffset);
    }
}
