package org.sputterpilot.opcua;

import java.security.Security;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import org.eclipse.milo.opcua.stack.core.security.SecurityPolicy;

/** What the Java runtime lacks for some security policies. */
public final class Cryptography {
    private Cryptography() {}

    /** Makes a policy usable; the runtime does not know RSA-PSS by the name the policy gives it. */
    public static void enable(SecurityPolicy policy) {
        boolean known = Security.getProvider(BouncyCastleProvider.PROVIDER_NAME) != null;
        if (policy == SecurityPolicy.Aes256_Sha256_RsaPss && !known) {
            Security.addProvider(new BouncyCastleProvider());
        }
    }
}
