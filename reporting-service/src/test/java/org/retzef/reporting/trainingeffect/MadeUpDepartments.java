package org.retzef.reporting.trainingeffect;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.retzef.platform.caller.UnitPath;

/**
 * Departments of a made-up country, whose take-up depends on a level of their own, on what changes
 * everywhere, and on the training by a known effect. Departments with a low take-up are trained
 * first, as in life, so that a mere comparison of levels would be wrong.
 *
 * @param effect of the training on the share taken up, in percentage points
 * @param cases about so many are closed by a department on either side
 */
record MadeUpDepartments(long seed, int trained, int untrained, double effect, int cases) {

  /** By so much the share rises everywhere, trained or not. */
  private static final double EVERYWHERE = 6;

  List<Department> draw() {
    var random = new Random(seed);
    List<Department> all = new ArrayList<>();
    for (int i = 0; i < trained + untrained; i++) {
      boolean isTrained = i < trained;
      double level = (isTrained ? 30 : 45) + 12 * random.nextDouble();
      double own = 3 * random.nextGaussian();
      double then = level + own + EVERYWHERE + (isTrained ? effect : 0);
      all.add(
          new Department(
              new UnitPath("IL.SOUTH.A" + seed % 10_000 + ".D" + i),
              isTrained ? Department.Group.TRAINED : Department.Group.UNTRAINED,
              isTrained ? 12 : 0,
              closed(random, level, 40),
              closed(random, then, isTrained ? 70 : 40)));
    }
    return all;
  }

  private Department.Sum closed(Random random, double share, long entries) {
    int closed = cases + random.nextInt(cases / 2);
    int takenUp = 0;
    for (int i = 0; i < closed; i++) {
      takenUp += random.nextDouble() * 100 < share ? 1 : 0;
    }
    return new Department.Sum(closed, takenUp, entries + random.nextInt(20));
  }
}
