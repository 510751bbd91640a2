#include "spar_loop.h"

/* Swift's runtime calls this hook for every job that belongs to no executor, among them each continuation that is
   resumed: its task would go on where it was only after a trip through the pool (swift/Runtime/Concurrency.h). */
typedef void (*enqueue_original)(void *job) __attribute__((swiftcall));
typedef void (*enqueue_hook)(void *job, enqueue_original original) __attribute__((swiftcall));
extern enqueue_hook swift_task_enqueueGlobal_hook;

static bool (*take_job)(void *job);

__attribute__((swiftcall)) static void enqueue(void *job, enqueue_original original) {
  if (!take_job(job)) original(job);
}

void spar_offer_jobs(bool (*take)(void *job)) {
  take_job = take;
  swift_task_enqueueGlobal_hook = enqueue;
}
