package io.bellwether.http;

import java.io.IOException;

/** A request that the guard refused. Its text holds the reason and the host, never path, query or credentials. */
public final class BlockedAddressException extends IOException {

    private static final long serialVersionUID = 1L;

    private final String reason;

    BlockedAddressException(String reason, String message) {
        super(message);
        this.reason = reason;
    }

    /** One word for metrics: {@code blocked_scheme}, {@code blocked_port}, {@code blocked_address}, {@code blocked_userinfo}. */
    public String reason() {
        return reason;
    }
}
