package io.bellwether;

/** Command line. */
public final class Bellwether {
    private Bellwether() {}

    public static void main(String[] args) {
        System.out.println("bellwether");
    }
}
