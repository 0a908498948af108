package io.bellwether.http;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;
import okhttp3.Dns;

/**
 * Looks a name up once for one attempt and gives its addresses to the client only if all of them may be reached. The client
 * connects to what it is given, so a name server that answers otherwise the next time changes nothing (DNS rebinding).
 */
final class CheckedDns implements Dns {

    private final Dns resolver;
    private final URI uri;
    private final Destination allowed;
    private volatile Destination.Refusal refusal;

    CheckedDns(Dns resolver, URI uri, Destination allowed) {
        this.resolver = resolver;
        this.uri = uri;
        this.allowed = allowed;
    }

    @Override
    public List<InetAddress> lookup(String host) throws UnknownHostException {
        List<InetAddress> addresses = resolver.lookup(host);
        for (InetAddress address : addresses) {
            Optional<Destination.Refusal> refused = allowed.refusal(uri, address);
            if (refused.isPresent()) {
                refusal = refused.get();
                // the only failure that a lookup may have; what it really was is asked for afterwards
                throw new UnknownHostException(host);
            }
        }
        return List.copyOf(addresses);
    }

    /** The failure of the attempt: that of the guard, if it refused an address. */
    Throwable explain(Throwable failure) {
        Destination.Refusal known = refusal;
        return known == null ? failure : new BlockedAddressException(known.reason(), known.message());
    }
}
