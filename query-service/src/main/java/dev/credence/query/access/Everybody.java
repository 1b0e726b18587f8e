package dev.credence.query.access;

/** No key is asked for. */
enum Everybody implements Access {
    INSTANCE;

    @Override
    public boolean isOpen() {
        return true;
    }

    @Override
    public boolean admits(String key) {
        return true;
    }
}
