package io.bellwether.http;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Which addresses a configured URL may lead to: all but the networks that only insiders should reach. Java's own
 * {@code isSiteLocalAddress} does not know fc00::/7 and 100.64/10, so the table is written out (IANA special-purpose
 * address registries). IPv4 hidden in an IPv6 address is taken out and judged as IPv4.
 */
public final class AddressGuard {

    private static final List<Cidr> BLOCKED = List.of(
            Cidr.of("0.0.0.0/8", "this network"),
            Cidr.of("10.0.0.0/8", "private"),
            Cidr.of("100.64.0.0/10", "carrier-grade NAT"),
            Cidr.of("127.0.0.0/8", "loopback"),
            Cidr.of("169.254.0.0/16", "link-local, cloud metadata"),
            Cidr.of("172.16.0.0/12", "private"),
            Cidr.of("192.0.0.0/24", "protocol assignments"),
            Cidr.of("192.168.0.0/16", "private"),
            Cidr.of("198.18.0.0/15", "benchmarks"),
            Cidr.of("224.0.0.0/4", "multicast"),
            Cidr.of("240.0.0.0/4", "reserved and broadcast"),
            Cidr.of("::/128", "unspecified"),
            Cidr.of("::1/128", "loopback"),
            Cidr.of("64:ff9b:1::/48", "local NAT64"),
            // the client's address is inverted and the server's is in clear: nothing that an alert should travel by
            Cidr.of("2001::/32", "Teredo"),
            Cidr.of("fe80::/10", "link-local"),
            Cidr.of("fec0::/10", "site-local"),
            Cidr.of("fc00::/7", "unique local"),
            Cidr.of("ff00::/8", "multicast"));

    private static final List<Hiding> HIDING = List.of(
            new Hiding(Cidr.of("::ffff:0:0/96", "IPv4-mapped"), 12),
            new Hiding(Cidr.of("::/96", "IPv4-compatible"), 12),
            new Hiding(Cidr.of("64:ff9b::/96", "NAT64"), 12),
            new Hiding(Cidr.of("2002::/16", "6to4"), 2));

    private static final Pattern IPV4 = Pattern.compile("\\d{1,10}(\\.\\d{1,10}){0,3}");

    private AddressGuard() {}

    /** Why the address is refused, or empty where it may be reached. */
    public static Optional<String> refusal(InetAddress address) {
        return refusal(address.getAddress());
    }

    /** The same for a host whose address is known without asking a name server: a literal, or localhost. */
    static Optional<String> refusal(String host) {
        String known = host.equals("localhost") || host.endsWith(".localhost") ? "127.0.0.1" : host;
        if (!isLiteral(known)) {
            return Optional.empty();
        }
        try {
            return refusal(InetAddress.getByName(known));
        } catch (UnknownHostException e) {
            // looks like an address and is none: whoever connects will say so
            return Optional.empty();
        }
    }

    /** What Java reads as an address and never looks up: IPv6, or IPv4 of one to four numbers, the last of all that is left. */
    private static boolean isLiteral(String host) {
        if (host.contains(":")) {
            return true;
        }
        if (!IPV4.matcher(host).matches()) {
            return false;
        }
        String[] numbers = host.split("\\.");
        for (int i = 0; i < numbers.length - 1; i++) {
            if (Long.parseLong(numbers[i]) > 255) {
                return false;
            }
        }
        return Long.parseLong(numbers[numbers.length - 1]) < 1L << 8 * (5 - numbers.length);
    }

    static Optional<String> refusal(byte[] address) {
        for (Cidr block : BLOCKED) {
            if (block.holds(address)) {
                return Optional.of(block.toString());
            }
        }
        for (Hiding hiding : HIDING) {
            if (hiding.around().holds(address)) {
                return refusal(hiding.inner(address)).map(inner -> hiding.around() + " hides " + inner);
            }
        }
        return Optional.empty();
    }

    /** A prefix behind which an IPv4 address stands, and the byte where it starts. */
    private record Hiding(Cidr around, int offset) {
        byte[] inner(byte[] address) {
            return Arrays.copyOfRange(address, offset, offset + 4);
        }
    }
}
