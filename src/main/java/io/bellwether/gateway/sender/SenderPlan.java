package io.bellwether.gateway.sender;

/** How senders of a product show who they are, without the secrets of a source. */
public interface SenderPlan {

    /**
     * The check with a source's secrets.
     *
     * @throws IllegalArgumentException saying which secret is missing or cannot be one, and never what it is
     */
    SenderCheck with(Secrets secrets);
}
