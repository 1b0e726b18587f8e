package dev.credence.bench.chaos;

import java.util.concurrent.TimeUnit;

/** The broker is gone for a while; whoever publishes waits, whoever reads does not. */
final class Outage implements Ordeal {
    private final int seconds;

    /** @param seconds that the broker stays away */
    Outage(int seconds) {
        this.seconds = seconds;
    }

    @Override
    public String name() {
        return "broker out for " + seconds + " s";
    }

    @Override
    public double inflict(Scene scene, int round) throws Exception {
        scene.world().killBroker();
        TimeUnit.SECONDS.sleep(seconds);
        long began = System.nanoTime();
        scene.world().restartBroker();
        return scene.untilReadable(began);
    }
}
