/* The filter of system calls. Everything is allowed that is not named here: the sandbox itself is made of namespaces,
   and this closes what they leave open (sockets of the machine's own kind, such as AF_VSOCK) or what they need not. */
#include "spar_sandbox.h"

#include <errno.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/seccomp.h>
#include <stddef.h>
#include <sys/socket.h>
#include <sys/syscall.h>

#if defined(__x86_64__)
#define SPAR_ARCHITECTURE AUDIT_ARCH_X86_64
#elif defined(__aarch64__)
#define SPAR_ARCHITECTURE AUDIT_ARCH_AARCH64
#endif

#ifdef SPAR_ARCHITECTURE

#define LOAD(field) BPF_STMT(BPF_LD | BPF_W | BPF_ABS, (unsigned)offsetof(struct seccomp_data, field))
#define RETURN(value) BPF_STMT(BPF_RET | BPF_K, (value))
#define REFUSED RETURN(SECCOMP_RET_ERRNO | EPERM)
/* What follows is done only if the loaded number is the given one. */
#define IF(number) BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, (unsigned)(number), 0, 1)
#define REFUSE(name) IF(SYS_##name), REFUSED

static const struct sock_filter filter[] = {
    LOAD(arch),
    BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SPAR_ARCHITECTURE, 1, 0),
    RETURN(SECCOMP_RET_KILL_PROCESS),
    LOAD(nr),
    /* The calls of x32 have numbers of their own, which would slip past the list. */
    BPF_JUMP(BPF_JMP | BPF_JGE | BPF_K, 0x40000000, 0, 1),
    REFUSED,
    REFUSE(ptrace),
    REFUSE(process_vm_readv),
    REFUSE(process_vm_writev),
    REFUSE(bpf),
    REFUSE(perf_event_open),
    REFUSE(userfaultfd),
    REFUSE(io_uring_setup),
    REFUSE(keyctl),
    REFUSE(add_key),
    REFUSE(request_key),
    REFUSE(mount),
    REFUSE(umount2),
    REFUSE(pivot_root),
    REFUSE(chroot),
    REFUSE(unshare),
    REFUSE(setns),
    REFUSE(open_by_handle_at),
    REFUSE(kexec_load),
    REFUSE(init_module),
    REFUSE(finit_module),
    REFUSE(delete_module),
    REFUSE(swapon),
    REFUSE(swapoff),
    REFUSE(reboot),
    REFUSE(quotactl),
    REFUSE(syslog),
    BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SYS_socket, 1, 0),
    RETURN(SECCOMP_RET_ALLOW),
    LOAD(args[0]),
    BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, AF_UNIX, 0, 1),
    RETURN(SECCOMP_RET_ALLOW),
    REFUSED,
};

int32_t spar_system_call_filter(void) { return spar_memory_file((const uint8_t *)filter, sizeof filter); }

#else

int32_t spar_system_call_filter(void) { return -ENOSYS; }

#endif
