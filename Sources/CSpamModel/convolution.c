#include "convolution.h"

#include <math.h>
#include <stddef.h>
#include <string.h>

// A fused multiplication and addition rounds once instead of twice: another result on processors that have one.
#pragma STDC FP_CONTRACT OFF

typedef float lanes __attribute__((vector_size(16)));

enum { lanes_count = 4, steps = pelapor_filter_weights / lanes_count };

static inline lanes load(const float *from) {
  lanes value;
  memcpy(&value, from, sizeof value);
  return value;
}

static inline float product(const float *words, const float *filter) {
  lanes first = {0}, second = {0};
  for (int step = 0; step < steps; step += 2) {
    first += load(words + step * lanes_count) * load(filter + step * lanes_count);
    second += load(words + (step + 1) * lanes_count) * load(filter + (step + 1) * lanes_count);
  }
  first += second;
  return (first[0] + first[2]) + (first[1] + first[3]);
}

void pelapor_convolve(
    const float *words, int32_t count, const float *filters, const float *offsets, float *largest, int32_t *where) {
  for (int filter = 0; filter < pelapor_filter_count; filter++) {
    float most = 0;
    int32_t place = -1;
    const float *weights = filters + filter * pelapor_filter_weights;
    for (int32_t at = 0; at < count; at++) {
      float value = product(words + at * pelapor_word_values, weights) + offsets[filter];
      if (value > most) {
        most = value;
        place = at;
      }
    }
    largest[filter] = most;
    if (where != NULL) where[filter] = place;
  }
}

static inline void step(float *value, float *squares, float gradient, float rate) {
  *squares += gradient * gradient;
  *value -= rate * gradient / (sqrtf(*squares) + 1e-6f);
}

void pelapor_learn_filters(
    const float *words, float *wordGradients, float *filters, float *squares, float *offsets, float *offsetSquares,
    const float *gradients, const int32_t *where, float rate) {
  for (int filter = 0; filter < pelapor_filter_count; filter++) {
    const float gradient = gradients[filter];
    if (where[filter] < 0 || gradient == 0) continue;
    const float *seen = words + where[filter] * pelapor_word_values;
    float *back = wordGradients + where[filter] * pelapor_word_values;
    float *weights = filters + filter * pelapor_filter_weights;
    float *sums = squares + filter * pelapor_filter_weights;
    for (int index = 0; index < pelapor_filter_weights; index++) {
      back[index] += gradient * weights[index];
      step(weights + index, sums + index, gradient * seen[index], rate);
    }
    step(offsets + filter, offsetSquares + filter, gradient, rate);
  }
}
