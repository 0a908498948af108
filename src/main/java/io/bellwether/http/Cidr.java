package io.bellwether.http;

import java.math.BigInteger;
import java.net.InetAddress;
import java.net.UnknownHostException;

/** A network in CIDR notation, with a word about what lives there. Families are kept apart: an IPv4 net holds no IPv6. */
record Cidr(String text, String meaning, int width, int length, BigInteger prefix) {

    static Cidr of(String text, String meaning) {
        int slash = text.indexOf('/');
        int length = Integer.parseInt(text.substring(slash + 1));
        int width = text.indexOf(':') >= 0 ? 128 : 32;
        BigInteger network = new BigInteger(1, bytes(text.substring(0, slash), width));
        return new Cidr(text, meaning, width, length, network.shiftRight(width - length));
    }

    boolean holds(byte[] address) {
        return address.length * 8 == width
                && new BigInteger(1, address).shiftRight(width - length).equals(prefix);
    }

    @Override
    public String toString() {
        return text + " (" + meaning + ")";
    }

    private static byte[] bytes(String literal, int width) {
        try {
            // a literal is never looked up
            byte[] found = InetAddress.getByName(literal).getAddress();
            return found.length * 8 == width ? found : mapped(found);
        } catch (UnknownHostException e) {
            throw new IllegalArgumentException("not an address: " + literal, e);
        }
    }

    /** Java turns an IPv4-mapped IPv6 literal into IPv4; this turns it back. */
    private static byte[] mapped(byte[] four) {
        byte[] sixteen = new byte[16];
        sixteen[10] = (byte) 0xff;
        sixteen[11] = (byte) 0xff;
        System.arraycopy(four, 0, sixteen, 12, 4);
        return sixteen;
    }
}
